"""What models return as attention: arrays by the names of the file format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from .arrays import Array, as_array, is_array, stack

NO_WEIGHTS = (
    "There are no weights: this model computes attention without keeping them. "
    'Load it with attn_implementation="eager" and call it with output_attentions=True, '
    "or show what `with capture(model) as captured:` keeps."
)

#: Axes of layers that were stacked with a batch in them, as the elements' `axes` names them.
BATCHED = "layer batch head query key"


def read_layers(value: Any, name: str, batch: int | None = None) -> tuple[dict[str, Array], str | None]:
    """Arrays by name, and the names of their axes where their lengths leave it open.

    value: one array [..., query, key]; a list of layers, each [head, query, key] or [batch, head, query, key]; or a list of
    steps of a generation, each a list of layers. Layers of different sizes become ``name.0``, ``name.1``, ….

    :raises ValueError: no weights are in it, or it is a batch of which none is chosen and whose layers differ
    """
    if value is None or (isinstance(value, (list, tuple)) and (not value or any(item is None for item in value))):
        raise ValueError(NO_WEIGHTS)
    if not _is_list_of_arrays(value):
        single = as_array(value)
        return {name: single if batch is None else _chosen_of_one(single, batch)}, None
    layers = _joined_steps(value) if _is_list_of_lists(value) else [as_array(layer) for layer in value]
    layers = [_without_batch(layer, batch) for layer in layers]
    if len({(layer.shape, layer.code) for layer in layers}) == 1:
        return {name: stack(layers)}, BATCHED if layers[0].axes == 4 else None
    if any(layer.axes == 4 for layer in layers):
        raise ValueError(f"The layers differ, and each is of a batch of {layers[0].shape[0]}: batch=0 chooses its first.")
    return {f"{name}.{index}": layer for index, layer in enumerate(layers)}, None


def _is_list_of_arrays(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) > 0 and (is_array(value[0]) or _is_list_of_lists(value))


def _is_list_of_lists(value: Sequence[Any]) -> bool:
    first = value[0]
    return isinstance(first, (list, tuple)) and len(first) > 0 and is_array(first[0]) and as_array(first[0]).axes >= 2


def _without_batch(layer: Array, batch: int | None) -> Array:
    """One layer of the sequence that is chosen, or the only one."""
    if layer.axes != 4 or (batch is None and layer.shape[0] != 1):
        return layer
    return _item_of_batch(layer, batch or 0)


def _chosen_of_one(single: Array, batch: int) -> Array:
    """One array of all layers, [layer, batch, head, query, key], or of one, [batch, head, query, key]."""
    if single.axes == 5:
        return stack([_item_of_batch(layer, batch) for layer in single.items()])
    return _item_of_batch(single, batch)


def _item_of_batch(layer: Array, batch: int) -> Array:
    if not -layer.shape[0] <= batch < layer.shape[0]:
        raise ValueError(f"batch is {batch}: there are {layer.shape[0]} sequences.")
    return layer.item(batch)


def _joined_steps(steps: Sequence[Sequence[Any]]) -> list[Array]:
    """Layers of a generation: the first step has a row for each token of the prompt, each later one a row more.

    What a row could not see yet is 0, as a causal mask leaves it.
    """
    return [_joined([as_array(step[layer]) for step in steps]) for layer in range(len(steps[0]))]


def _joined(parts: list[Array]) -> Array:
    *outer, _, keys = parts[-1].shape
    size = parts[0].item_size
    matrices = []
    for index in range(math.prod(outer)):
        for part in parts:
            *_, rows, length = part.shape
            start = index * rows * length * size
            for row in range(rows):
                at = start + row * length * size
                matrices.append(part.data[at : at + length * size] + bytes((keys - length) * size))
    queries = sum(part.shape[-2] for part in parts)
    return Array((*outer, queries, keys), parts[0].code, b"".join(matrices))


def named_attentions(value: Any) -> Mapping[str, Any] | None:
    """The kinds of attention of a model's output, by the names of its fields; None of what is no output."""
    if isinstance(value, Mapping) and not hasattr(value, "to_tuple"):
        return value
    if is_array(value):
        return None
    names = ("attentions", "encoder_attentions", "decoder_attentions", "cross_attentions")
    # Those that were asked for, and that no function kept, are empty.
    found = {name: getattr(value, name) for name in names if getattr(value, name, None)}
    if found or not any(hasattr(value, name) for name in names):
        return found or None
    raise ValueError(NO_WEIGHTS)
