"""Makes a model's weights a quarter as large: rows of int8 with one factor each, as ``<attn-model>`` reads them.

``python -m attn_elements.quantize my-gpt my-gpt-int8`` reads a folder of Hugging Face's (``config.json``, ``model.safetensors`` or its
parts with their index) and writes another with the same files. Nothing but NumPy is needed.

A matrix ``X`` becomes a tensor ``X`` of I8 and a tensor ``X.scales`` of F32, a factor a row: a number is its code times the factor of
its row, and differs from what it was by at most half of that factor, 1/254 of the largest number of its row. Vectors, small tables and
whatever has more axes stay as they are.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: Numbers of the smallest matrix that is worth it.
SMALLEST = 4096

#: Types of safetensors that are quantized, and those that NumPy has for what is stored.
FLOATS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}

#: Rows that are in memory at once, in numbers.
AT_ONCE = 2**22

WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class Stored:
    """A tensor in a file. start and end: place of its bytes."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    file: Path
    start: int
    end: int

    @property
    def is_quantized(self) -> bool:
        return self.dtype in FLOATS and len(self.shape) == 2 and self.shape[0] * self.shape[1] >= SMALLEST

    def data(self) -> np.ndarray:
        return np.memmap(self.file, np.uint8, "r", self.start, self.end - self.start)

    def rows(self) -> Iterator[np.ndarray]:
        """Rows as float32, some at a time."""
        stored = self.data().view(FLOATS[self.dtype]).reshape(self.shape)
        step = max(1, AT_ONCE // self.shape[1])
        for at in range(0, self.shape[0], step):
            part = np.asarray(stored[at : at + step])
            if self.dtype == "BF16":
                part = (part.astype("<u4") << 16).view("<f4")
            yield part.astype(np.float32)


@dataclass
class Report:
    """What was lost. worst: largest difference, as a share of the largest number of its row. noise: root mean square of all
    differences, as a share of that of all numbers."""

    tensors: int = 0
    before: int = 0
    after: int = 0
    worst: float = 0.0
    _lost: float = 0.0
    _kept: float = 0.0

    @property
    def noise(self) -> float:
        return (self._lost / self._kept) ** 0.5 if self._kept else 0.0

    def add(self, rows: np.ndarray, codes: np.ndarray, scales: np.ndarray) -> None:
        lost = np.abs(rows.astype(np.float64) - codes * scales[:, None].astype(np.float64))
        largest = np.abs(rows).max(axis=1, keepdims=True)
        share = np.divide(lost, largest, out=np.zeros_like(lost), where=largest > 0)
        self.worst = max(self.worst, float(share.max(initial=0)))
        self._lost += float((lost**2).sum())
        self._kept += float((rows.astype(np.float64) ** 2).sum())


def quantized_rows(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes from -127 to 127 and a factor a row. Raises ValueError of numbers that are not finite."""
    largest = np.abs(rows).max(axis=1, initial=0)
    if not np.isfinite(largest).all():
        raise ValueError("it has numbers that are not finite")
    scales = (largest / 127).astype(np.float32)
    safe = np.where(scales > 0, scales, 1).astype(np.float32)
    codes = np.clip(np.rint(rows / safe[:, None]), -127, 127).astype(np.int8)
    return codes, scales


def read_header(file: Path) -> list[Stored]:
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(length))
    header.pop("__metadata__", None)
    at = 8 + length
    return [
        Stored(name, info["dtype"], tuple(info["shape"]), file, *(at + offset for offset in info["data_offsets"]))
        for name, info in header.items()
    ]


def tensors_of(folder: Path) -> list[Stored]:
    """Tensors of a folder, in one file or in several. Raises FileNotFoundError."""
    index = folder / f"{WEIGHTS}.index.json"
    if (folder / WEIGHTS).exists() or not index.exists():
        return read_header(folder / WEIGHTS)
    places = json.loads(index.read_text())["weight_map"]
    found = [one for name in sorted(set(places.values())) for one in read_header(folder / name)]
    return [one for one in found if places.get(one.name) == one.file.name]


def quantize(source: str | Path, target: str | Path) -> Report:
    """Writes the folder again with int8 rows. Raises FileNotFoundError, FileExistsError, ValueError that names a tensor."""
    source, target = Path(source), Path(target)
    if target.resolve() == source.resolve() or (target / WEIGHTS).exists():
        raise FileExistsError(f"{target} holds a model already")
    tensors = tensors_of(source)
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.iterdir()):
        if file.is_file() and not file.name.endswith((".safetensors", ".safetensors.index.json", ".bin", ".pt", ".h5")):
            shutil.copyfile(file, target / file.name)
    # Factors first and codes last: numbers of four bytes stay where they can be read in place.
    made = [one for one in tensors if one.is_quantized]
    kept = [one for one in tensors if not one.is_quantized]
    sizes = [(f"{one.name}.scales", "F32", (one.shape[0],), 4 * one.shape[0]) for one in made]
    sizes += [(one.name, one.dtype, one.shape, one.end - one.start) for one in kept]
    sizes += [(one.name, "I8", one.shape, one.shape[0] * one.shape[1]) for one in made]
    header: dict[str, object] = {"__metadata__": {"format": "pt", "quantized": "int8 rows, X = codes * X.scales"}}
    at = 0
    for name, dtype, shape, size in sizes:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    report = Report(tensors=len(made), before=sum(one.end - one.start for one in tensors), after=at)
    with (target / WEIGHTS).open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for one in made:
            for rows in one.rows():
                file.write(_checked(one, rows)[1].astype("<f4").tobytes())
        for one in kept:
            file.write(one.data().tobytes())
        for one in made:
            for rows in one.rows():
                codes, scales = _checked(one, rows)
                report.add(rows, codes, scales)
                file.write(codes.tobytes())
    return report


def _checked(one: Stored, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    try:
        return quantized_rows(rows)
    except ValueError as error:
        raise ValueError(f"{one.name}: {error}") from None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m attn_elements.quantize", description=__doc__.split("\n")[0])
    parser.add_argument("source", help="folder with config.json and model.safetensors")
    parser.add_argument("target", help="folder to be made")
    given = parser.parse_args()
    report = quantize(given.source, given.target)
    print(
        f"{report.tensors} matrices as int8: {report.before / 1e6:.1f} MB became {report.after / 1e6:.1f} MB. "
        f"No number differs by more than {report.worst:.2%} of the largest of its row; "
        f"the noise is {report.noise:.2%} of the weights."
    )


if __name__ == "__main__":
    main()
