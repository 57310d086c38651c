"""Arrays as one file, in NumPy's format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from .arrays import Array


def npy(array: Array) -> bytes:
    """A file of one array, version 1.0 of https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html."""
    header = repr({"descr": array.code, "fortran_order": False, "shape": array.shape})
    # The numbers begin at a multiple of 64 bytes; ten stand before the header, and a line ends it.
    header += " " * (-(len(header) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode("latin1") + array.data


def npz(arrays: Mapping[str, Array]) -> bytes:
    """A packed file of arrays by name; the same arrays are always the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, npy(array))
    return content.getvalue()
