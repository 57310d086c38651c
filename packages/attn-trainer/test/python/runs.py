"""Puts exported runs to PyTorch and onnxruntime: for each folder named, what they come to, as JSON."""

import importlib.util
import json
import sys
import zipfile
from pathlib import Path

import onnx
import onnxruntime
import torch
from safetensors import safe_open
from safetensors.torch import load_file

torch.set_num_threads(1)


def loaded(program):
    spec = importlib.util.spec_from_file_location(program.stem, program)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def difference(found, expected):
    assert list(found.shape) == list(expected.shape), (found.shape, expected.shape)
    return (torch.as_tensor(found) - expected).abs().max().item()


def told(folder, steps):
    with zipfile.ZipFile(folder / "run.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (program,) = folder.glob("*.py")
    module = loaded(program)
    model = module.saved()
    page = load_file(folder / "page.safetensors")
    batch = {name[6:]: values for name, values in page.items() if name.startswith("input.")}
    names = [name for name in page if not name.startswith("input.")]

    path = str(folder / "run.onnx")
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    inputs = [one.name for one in session.get_inputs()]
    feeds = {name: batch[name] if batch[name].is_floating_point() else batch[name].long() for name in inputs}
    found = session.run(names, {name: values.numpy() for name, values in feeds.items()})
    assert [one.name for one in session.get_outputs()][0] == "output"

    with torch.no_grad():
        ordered = {"source": 0, "words": 0, "lengths": 1, "mask": 1, "target": 2, "sentenceMask": 2}
        logits, attention = model(*(feeds[name] for name in sorted(inputs, key=lambda name: ordered.get(name, 0))))
    torch_says = {"output": logits, **attention}
    evaluated = module.evaluate(model)
    loss, accuracy = evaluated if isinstance(evaluated, tuple) else (evaluated, None)
    with safe_open(folder / "weights.safetensors", "pt") as file:
        metadata = file.metadata()
    return {
        "example": module.example(model, 0) if hasattr(module, "example") else None,
        "losses": module.train(steps),
        "loss": loss,
        "accuracy": accuracy,
        "torch": {name: difference(torch_says[name], page[name]) for name in names},
        "onnx": {name: difference(values, page[name]) for name, values in zip(names, found)},
        "metadata": metadata,
    }


if __name__ == "__main__":
    folders = sorted(Path(sys.argv[1]).iterdir())
    print(json.dumps({folder.name: told(folder, int(sys.argv[2])) for folder in folders}))
