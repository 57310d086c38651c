"""Weights as rows of int8: what is written, what is lost, what is refused."""

import json
import subprocess
import sys

import pytest

np = pytest.importorskip("numpy", reason="NumPy is not installed")

from attn_elements.quantize import quantize, quantized_rows, read_header  # noqa: E402


def write(file, arrays):
    """A file of safetensors, of arrays by name with their types."""
    header, data = {}, b""
    for name, (dtype, array) in arrays.items():
        header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    file.write_bytes(len(text).to_bytes(8, "little") + text + data)


def read(file):
    types = {"F32": "<f4", "I8": "|i1", "I64": "<i8"}
    return {one.name: one.data().view(types[one.dtype]).reshape(one.shape) for one in read_header(file)}


@pytest.fixture
def folder(tmp_path):
    random = np.random.default_rng(0)
    weights = random.normal(size=(80, 64)).astype("<f4")
    weights[3] = 0
    brain = random.normal(size=(64, 64)).astype("<f4").view("<u4") & 0xFFFF0000
    source = tmp_path / "model"
    source.mkdir()
    write(
        source / "model.safetensors",
        {
            "norm": ("F32", np.ones(64, "<f4")),
            "weights": ("F32", weights),
            "brain": ("BF16", (brain >> 16).astype("<u2")),
            "half": ("F16", weights.astype("<f2")),
            "ids": ("I64", np.arange(3, dtype="<i8")),
        },
    )
    (source / "config.json").write_text("{}")
    return source, weights, brain.view("<f4")


def test_a_number_is_its_code_times_the_factor_of_its_row(folder, tmp_path):
    source, weights, brain = folder
    report = quantize(source, tmp_path / "small")
    arrays = read(tmp_path / "small" / "model.safetensors")
    assert report.tensors == 3
    for name, expected in (("weights", weights), ("brain", brain), ("half", weights.astype("<f2").astype("<f4"))):
        scales = arrays[f"{name}.scales"]
        assert scales.shape == (len(expected),)
        lost = np.abs(arrays[name] * scales[:, None] - expected)
        assert (lost <= np.abs(expected).max(axis=1, keepdims=True) / 254 * 1.0001).all()
    assert (arrays["norm"] == 1).all()
    assert arrays["ids"].tolist() == [0, 1, 2]
    assert (tmp_path / "small" / "config.json").read_text() == "{}"
    assert 0 < report.worst <= 1 / 254 * 1.0001
    assert 0 < report.noise < 0.01
    assert report.after < report.before / 2


def test_rows_of_zeros_stay_zeros():
    codes, scales = quantized_rows(np.zeros((2, 3), np.float32))
    assert not codes.any()
    assert not scales.any()


def test_weights_in_several_files_become_one(folder, tmp_path):
    source, weights, _ = folder
    parts = tmp_path / "parts"
    parts.mkdir()
    write(parts / "a.safetensors", {"weights": ("F32", weights), "stale": ("F32", weights)})
    write(parts / "b.safetensors", {"norm": ("F32", np.ones(4, "<f4"))})
    places = {"weights": "a.safetensors", "norm": "b.safetensors"}
    (parts / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))
    quantize(parts, tmp_path / "small")
    assert set(read(tmp_path / "small" / "model.safetensors")) == {"weights", "weights.scales", "norm"}
    assert not (tmp_path / "small" / "model.safetensors.index.json").exists()


def test_what_is_there_is_not_written_over(folder, tmp_path):
    source, *_ = folder
    with pytest.raises(FileExistsError):
        quantize(source, source)


def test_numbers_that_are_not_finite_are_refused_by_name(tmp_path):
    source = tmp_path / "model"
    source.mkdir()
    write(source / "model.safetensors", {"broken": ("F32", np.full((64, 64), np.inf, "<f4"))})
    with pytest.raises(ValueError, match="broken"):
        quantize(source, tmp_path / "small")


def test_it_is_a_command_that_says_what_was_lost(folder, tmp_path):
    source, *_ = folder
    command = [sys.executable, "-m", "attn_elements.quantize", str(source), str(tmp_path / "small")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.startswith("3 matrices as int8")
