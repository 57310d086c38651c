"""What `attn_elements.pyramid` writes is what zarr-python reads, and its levels are NumPy's."""

import subprocess
import sys

import numpy as np
import pytest

from attn_elements.pyramid import crc32c, sizes_of, write_pyramid

zarr = pytest.importorskip("zarr")


def weights(shape, dtype="float32"):
    values = np.exp(np.random.default_rng(1).standard_normal(shape) * 3)
    return (values / values.sum(-1, keepdims=True)).astype(dtype)


def largest(values, factor):
    """The largest of factor by factor, by plain loops."""
    rows, columns = (-(-size // factor) for size in values.shape)
    return np.array(
        [
            [values[r * factor : (r + 1) * factor, c * factor : (c + 1) * factor].max() for c in range(columns)]
            for r in range(rows)
        ]
    )


@pytest.mark.parametrize("dtype", ["float32", "float16", "uint8"])
@pytest.mark.parametrize("shape", [(2, 3, 40, 70), (1, 2, 600, 515)])
def test_zarr_reads_every_level(tmp_path, shape, dtype):
    attention = weights(shape)
    sizes = write_pyramid(attention, tmp_path / "maps.zarr", dtype=dtype)
    kept = np.rint(attention * 255).astype("uint8") if dtype == "uint8" else attention.astype(dtype)
    group = zarr.open_group(tmp_path / "maps.zarr", mode="r")
    datasets = group.attrs["multiscales"][0]["datasets"]
    assert [data["path"] for data in datasets] == [str(level) for level in range(len(sizes))]
    for level, size in enumerate(sizes):
        read = group[str(level)][:]
        assert read.dtype == dtype and read.shape == (*shape[:2], *size)
        for layer in range(shape[0]):
            for head in range(shape[1]):
                np.testing.assert_array_equal(read[layer, head], largest(kept[layer, head], 2**level))


def test_sizes_end_where_a_grid_is_small():
    assert sizes_of(100, 60) == [(100, 60), (50, 30), (25, 15)]
    assert sizes_of(32, 32) == [(32, 32)]


def test_checksum_of_rfc_3720():
    assert crc32c(bytes(32)) == 0x8A9136AA


def test_tokens_and_refusals(tmp_path):
    attention = weights((4, 5))
    write_pyramid(attention, tmp_path / "one.zarr", query_tokens=list("abcd"), key_tokens=list("abcde"), description="d")
    attributes = zarr.open_group(tmp_path / "one.zarr", mode="r").attrs
    assert attributes["key_tokens"] == list("abcde") and attributes["description"] == "d"
    with pytest.raises(FileExistsError):
        write_pyramid(attention, tmp_path / "one.zarr")
    with pytest.raises(ValueError, match="3 query tokens for 4"):
        write_pyramid(attention, tmp_path / "two.zarr", query_tokens=list("abc"))
    with pytest.raises(ValueError, match="int64"):
        write_pyramid(np.ones((3, 3), "int64"), tmp_path / "two.zarr")
    with pytest.raises(ValueError, match="shares of 255"):
        write_pyramid(attention * 9, tmp_path / "two.zarr", dtype="uint8")
    with pytest.raises(ValueError, match="must be"):
        write_pyramid(np.ones(3), tmp_path / "two.zarr")


def test_command(tmp_path):
    np.save(tmp_path / "a.npy", weights((2, 2, 50, 50)))
    (tmp_path / "tokens.txt").write_text("\n".join(f"w{at}" for at in range(50)), encoding="utf-8")
    command = [sys.executable, "-m", "attn_elements.pyramid", "a.npy", "a.zarr", "--tokens", "tokens.txt"]
    said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert said.startswith("50 × 50, 25 × 25: ")
    assert zarr.open_group(tmp_path / "a.zarr", mode="r").attrs["key_tokens"][49] == "w49"
