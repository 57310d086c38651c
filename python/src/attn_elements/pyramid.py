"""Writes attention as a Zarr 3 pyramid, of which a page reads what it shows and no more.

``python -m attn_elements.pyramid attention.npy maps.zarr`` reads an array [layer, head, query, key] (or fewer axes) of NumPy, a head at a
time, and writes a folder for any static host: level 0 is the attention as it is, and each further level has half the queries and keys, a cell
the largest of four, down to 32. Chunks are packed with gzip, and lie in shards with an index at their end, so that there are few files.
Nothing but NumPy is needed. Where a map outgrows one machine, zarr-python writes the same from several: see the recipe for Dask.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np

#: Rows and columns of a chunk.
CHUNK = 512

#: Longest side of the smallest level.
SMALLEST = 32

#: Longest side of a level whose heads all lie in one file.
TOGETHER = 256

#: Names that Zarr has for the types of numbers.
TYPES = {"uint8": "uint8", "float16": "float16", "float32": "float32", "float64": "float64"}

#: In an index, of a chunk that is not there.
MISSING = 2**64 - 1

AXES = ("layer", "head", "query", "key")


def crc32c(data: bytes) -> int:
    """Checksum of RFC 3720, appendix B.4."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def _entry(code: int) -> int:
    for _ in range(8):
        code = (code >> 1) ^ 0x82F63B78 if code & 1 else code >> 1
    return code


_TABLE = [_entry(code) for code in range(256)]


def halved(matrix: np.ndarray) -> np.ndarray:
    """The largest of each two by two; of what is left over at the ends, the largest of it. NaN counts only where all four are NaN."""
    rows, columns = (size + size % 2 for size in matrix.shape)
    if (rows, columns) != matrix.shape:
        matrix = np.pad(matrix, [(0, size - own) for size, own in zip((rows, columns), matrix.shape)], mode="edge")
    parts = matrix.reshape(rows // 2, 2, columns // 2, 2)
    largest = np.fmax if matrix.dtype.kind == "f" else np.maximum
    return largest.reduce(largest.reduce(parts, axis=3), axis=1)


def sizes_of(queries: int, keys: int) -> list[tuple[int, int]]:
    """Sizes of all levels, the largest first."""
    sizes = [(queries, keys)]
    while max(sizes[-1]) > SMALLEST:
        sizes.append(tuple((size + 1) // 2 for size in sizes[-1]))  # type: ignore[arg-type]
    return sizes


class _Shard:
    """A file of chunks, written one after another, with an index at its end."""

    def __init__(self, path: Path, count: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        self._index = np.full((count, 2), MISSING, "<u8")
        self._at = 0

    def add(self, number: int, chunk: np.ndarray) -> None:
        # A chunk of zeros is what is not there.
        if not chunk.any():
            return
        data = gzip.compress(chunk.tobytes(), 6, mtime=0)
        self._index[number] = self._at, len(data)
        self._file.write(data)
        self._at += len(data)

    def close(self) -> None:
        index = self._index.tobytes()
        self._file.write(index + crc32c(index).to_bytes(4, "little"))
        self._file.close()


def _chunks(matrix: np.ndarray, side: tuple[int, int]) -> Iterator[np.ndarray]:
    """Its chunks, row by row, filled up with zeros at the ends."""
    rows, columns = side
    for row in range(0, matrix.shape[0], rows):
        for column in range(0, matrix.shape[1], columns):
            part = matrix[row : row + rows, column : column + columns]
            chunk = np.zeros(side, matrix.dtype)
            chunk[: part.shape[0], : part.shape[1]] = part
            yield chunk


def _document(heads: tuple[int, int], size: tuple[int, int], dtype: str) -> dict[str, object]:
    chunk = [1, 1, *(min(CHUNK, side) for side in size)]
    whole = [-(-side // part) * part for side, part in zip(size, chunk[2:])]
    together = max(size) <= TOGETHER
    return {
        "zarr_format": 3,
        "node_type": "array",
        "shape": [*heads, *size],
        "data_type": dtype,
        "chunk_grid": {
            "name": "regular",
            "configuration": {"chunk_shape": [*(heads if together else (1, 1)), *whole]},
        },
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
        "codecs": [
            {
                "name": "sharding_indexed",
                "configuration": {
                    "chunk_shape": chunk,
                    "codecs": [
                        {"name": "bytes", "configuration": {"endian": "little"}},
                        {"name": "gzip", "configuration": {"level": 6}},
                    ],
                    "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}}, {"name": "crc32c"}],
                    "index_location": "end",
                },
            }
        ],
        "fill_value": 0 if dtype == "uint8" else 0.0,
        "dimension_names": list(AXES),
        "attributes": {},
    }


def write_pyramid(
    attention: np.ndarray,
    target: str | Path,
    *,
    dtype: str | None = None,
    query_tokens: list[str] | None = None,
    key_tokens: list[str] | None = None,
    description: str | None = None,
) -> list[tuple[int, int]]:
    """Writes attention [layer, head, query, key] (axes before may be missing) and gives the sizes of its levels. One head is in memory at a time:
    the array may be a memory map. dtype: `uint8` keeps weights as shares of 255, `float16` halves float32; by default numbers stay as they are.

    Raises FileExistsError where something is at the target, ValueError of other axes, types, or numbers of tokens.
    """
    target = Path(target)
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    if not 2 <= attention.ndim <= 4 or attention.size == 0:
        raise ValueError(f"attention must be [layer, head, query, key], and is {list(attention.shape)}")
    shape = (1,) * (4 - attention.ndim) + attention.shape
    attention = attention.reshape(shape)
    kind = dtype or attention.dtype.name
    if kind not in TYPES:
        raise ValueError(f"numbers must be {', '.join(TYPES)}, and are {kind}; dtype= turns them")
    layers, heads, queries, keys = shape
    for name, tokens, count in (("query", query_tokens, queries), ("key", key_tokens, keys)):
        if tokens is not None and len(tokens) != count:
            raise ValueError(f"there are {len(tokens)} {name} tokens for {count} positions")
    sizes = sizes_of(queries, keys)
    try:
        _write_levels(attention, target, sizes, kind)
    except BaseException:
        # Half a pyramid would be taken for a whole one.
        shutil.rmtree(target, ignore_errors=True)
        raise
    documents = [_document((layers, heads), size, TYPES[kind]) for size in sizes]
    scales = [
        {"path": str(level), "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2**level, 2**level]}]}
        for level in range(len(sizes))
    ]
    attributes: dict[str, object] = {
        "multiscales": [{"type": "max", "axes": [{"name": name} for name in AXES], "datasets": scales}]
    }
    for name, value in (("query_tokens", query_tokens), ("key_tokens", key_tokens), ("description", description)):
        if value is not None:
            attributes[name] = value
    metadata = {str(level): document for level, document in enumerate(documents)}
    for name, document in metadata.items():
        (target / name).mkdir(parents=True, exist_ok=True)
        (target / name / "zarr.json").write_text(json.dumps(document))
    consolidated = {"kind": "inline", "must_understand": False, "metadata": metadata}
    root = {"zarr_format": 3, "node_type": "group", "attributes": attributes, "consolidated_metadata": consolidated}
    (target / "zarr.json").write_text(json.dumps(root, ensure_ascii=False))
    return sizes


def _write_levels(attention: np.ndarray, target: Path, sizes: list[tuple[int, int]], kind: str) -> None:
    layers, heads = attention.shape[:2]
    together = {
        level: _Shard(target / str(level) / "c/0/0/0/0", layers * heads)
        for level, size in enumerate(sizes)
        if max(size) <= TOGETHER
    }
    for layer in range(layers):
        for head in range(heads):
            matrix = _as(np.asarray(attention[layer, head]), kind)
            for level, size in enumerate(sizes):
                side = (min(CHUNK, size[0]), min(CHUNK, size[1]))
                chunks = _chunks(matrix, side)
                if level in together:
                    together[level].add(layer * heads + head, next(chunks))
                else:
                    count = -(-size[0] // side[0]) * -(-size[1] // side[1])
                    shard = _Shard(target / f"{level}/c/{layer}/{head}/0/0", count)
                    for number, chunk in enumerate(chunks):
                        shard.add(number, chunk)
                    shard.close()
                matrix = halved(matrix)
    for shard in together.values():
        shard.close()


def _as(matrix: np.ndarray, kind: str) -> np.ndarray:
    if matrix.dtype.name == kind:
        return matrix
    if kind == "uint8":
        if not (matrix >= 0).all() or not (matrix <= 1).all():
            raise ValueError("uint8 keeps weights from 0 to 1 as shares of 255: these are others")
        return np.rint(matrix * 255).astype(np.uint8)
    return matrix.astype(kind)


def _tokens(path: str | None) -> list[str] | None:
    if path is None:
        return None
    text = Path(path).read_text(encoding="utf-8")
    return json.loads(text) if path.endswith(".json") else text.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m attn_elements.pyramid", description=__doc__.split("\n")[0])
    parser.add_argument("source", help="array of NumPy, .npy: [layer, head, query, key], or fewer axes")
    parser.add_argument("target", help="folder to be made, such as maps.zarr")
    parser.add_argument("--dtype", choices=list(TYPES), help="type of the numbers that are written; by default that of the array")
    parser.add_argument("--tokens", help="tokens of queries and keys: a list in JSON, or a line each")
    parser.add_argument("--query-tokens", help="tokens of the queries")
    parser.add_argument("--key-tokens", help="tokens of the keys")
    given = parser.parse_args()
    tokens = _tokens(given.tokens)
    sizes = write_pyramid(
        np.load(given.source, mmap_mode="r"),
        given.target,
        dtype=given.dtype,
        query_tokens=_tokens(given.query_tokens) or tokens,
        key_tokens=_tokens(given.key_tokens) or tokens,
    )
    bytes_written = sum(file.stat().st_size for file in Path(given.target).rglob("*") if file.is_file())
    print(f"{' '.join(f'{queries} × {keys},' for queries, keys in sizes)[:-1]}: {bytes_written / 1e6:.1f} MB in {given.target}")


if __name__ == "__main__":
    main()
