"""Arrays of every framework as bytes, by what they can do: no framework is imported."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: NumPy's codes of the types that a figure reads, by the names that frameworks give them.
CODES = {
    "float16": "<f2", "float32": "<f4", "float64": "<f8",
    "int8": "|i1", "int16": "<i2", "int32": "<i4", "int64": "<i8",
    "uint8": "|u1", "uint16": "<u2", "uint32": "<u4", "uint64": "<u8",
    "bool": "|b1",
}  # fmt: skip


@dataclass(frozen=True)
class Array:
    """An array in memory: rows after each other, the least byte of a number first.

    shape: lengths of its axes. code: NumPy's code of its type, such as ``<f4``.
    """

    shape: tuple[int, ...]
    code: str
    data: bytes

    @property
    def axes(self) -> int:
        return len(self.shape)

    @property
    def item_size(self) -> int:
        return int(self.code[2:])

    def item(self, index: int) -> Array:
        """What stands at a place of the first axis."""
        at = range(self.shape[0])[index]
        size = math.prod(self.shape[1:]) * self.item_size
        return Array(self.shape[1:], self.code, self.data[at * size : (at + 1) * size])

    def items(self) -> Iterator[Array]:
        return (self.item(index) for index in range(self.shape[0]))


def stack(items: Sequence[Array]) -> Array:
    """Arrays of one shape and type under a new first axis."""
    return Array((len(items), *items[0].shape), items[0].code, b"".join(one.data for one in items))


def is_array(value: Any) -> bool:
    """Whether it is an array of any framework; lists are none."""
    return isinstance(value, Array) or (
        not isinstance(value, (str, bytes, list, tuple, dict))
        and any(hasattr(value, name) for name in ("__array__", "__array_interface__", "__dlpack__", "detach", "tolist"))
    )


def as_array(value: Any) -> Array:
    """Array of torch, NumPy, TensorFlow, JAX or anything that can be made a NumPy array; a memoryview, or nested lists of numbers.

    bfloat16 and the floats of eight bits become float32, which NumPy's files can hold; all other types stay.

    :raises TypeError: it is none of these, or holds no real numbers
    """
    if isinstance(value, Array):
        return value
    if isinstance(value, (list, tuple)):
        return _from_lists(value)
    if hasattr(value, "detach") and hasattr(value, "cpu"):
        value = _on_host(value)
    for read in (_numpy, _buffer, _dlpack, _listed):
        found = read(value)
        if found is not None:
            return found
    raise TypeError(f"{type(value).__name__} is no array: give one of torch, NumPy, TensorFlow or JAX, or nested lists.")


def _on_host(tensor: Any) -> Any:
    """A tensor of torch in the memory of this process, as a type that NumPy knows."""
    tensor = tensor.detach().cpu()
    if str(tensor.dtype).removeprefix("torch.") not in CODES:
        tensor = tensor.float()
    return tensor.to_dense() if getattr(tensor, "is_sparse", False) else tensor


def _numpy(value: Any) -> Array | None:
    """By the NumPy array that it is, or can become."""
    if not hasattr(value, "__array_interface__"):
        make = getattr(value, "numpy", None) or getattr(value, "__array__", None)
        if make is None:
            return None
        try:
            value = make()
        except RuntimeError:  # torch without NumPy
            return None
    if value.dtype.name not in CODES:
        if value.dtype.kind not in "fV" or value.dtype.names:
            raise TypeError(f"An array of {value.dtype} holds no real numbers.")
        value = value.astype("float32")
    code = CODES[value.dtype.name]
    if value.dtype.byteorder == ">" or (value.dtype.byteorder == "=" and _is_big_endian):
        value = value.astype(code)
    return Array(tuple(value.shape), code, value.tobytes())


_is_big_endian = array("H", [1]).tobytes() == b"\x00\x01"


def _buffer(value: Any) -> Array | None:
    try:
        view = memoryview(value)
    except TypeError:
        return None
    return _from_lists(view.tolist())


def _dlpack(value: Any) -> Array | None:
    if not hasattr(value, "__dlpack__"):
        return None
    import numpy

    return _numpy(numpy.from_dlpack(value))


def _listed(value: Any) -> Array | None:
    return _from_lists(value.tolist()) if hasattr(value, "tolist") else None


def _from_lists(value: Sequence[Any]) -> Array:
    """Nested lists of numbers, or of arrays of one shape."""
    if any(is_array(item) for item in value):
        return stack(_alike([as_array(item) for item in value]))
    shape: list[int] = []
    inner: Any = value
    while isinstance(inner, (list, tuple)):
        shape.append(len(inner))
        inner = inner[0] if inner else 0.0
        if is_array(inner):
            return stack(_alike([_from_lists(item) for item in value]))
    numbers = array("f")
    _collect(value, tuple(shape), numbers)
    if _is_big_endian:
        numbers.byteswap()
    return Array(tuple(shape), "<f4", numbers.tobytes())


def _collect(value: Any, shape: tuple[int, ...], numbers: array) -> None:
    if not isinstance(value, (list, tuple)) or len(value) != shape[0]:
        raise TypeError("Nested lists are no array where their lengths differ.")
    if len(shape) > 1:
        for item in value:
            _collect(item, shape[1:], numbers)
        return
    try:
        numbers.extend(float(number) for number in value)
    except (TypeError, ValueError):
        raise TypeError(f"{value[0]!r} and what stands beside it are no numbers.") from None


def _alike(items: list[Array]) -> list[Array]:
    if any((one.shape, one.code) != (items[0].shape, items[0].code) for one in items):
        raise TypeError("Arrays of different shapes or types make no array.")
    return items
