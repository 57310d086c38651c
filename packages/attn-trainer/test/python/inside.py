"""Looks inside exported runs with PyTorch: gradients, outputs of modules, probabilities and answers, as JSON."""

import json
import sys
import zipfile
from pathlib import Path

import torch
import torch.nn.functional as F
from runs import difference, loaded
from safetensors.torch import load_file

torch.set_num_threads(1)

ACTIVATIONS = {
    "relu": F.relu,
    "gelu-tanh": lambda x: F.gelu(x, approximate="tanh"),
    "softmax": lambda x: x.softmax(dim=-1),
    "relu.pool": lambda x: F.max_pool2d(F.relu(x), 2).permute(0, 2, 3, 1),
}


def noting(module, model):
    """What each module of a model gives on, by its name: filled in while it runs."""
    noted = {}
    names = {part: name for name, part in model.named_modules() if name}

    def note(part, _, output):
        if isinstance(output, torch.Tensor):
            noted[names[part]] = output.detach()

    for part in names:
        part.register_forward_hook(note)
    if hasattr(module, "Attention"):
        attend = module.Attention.attend

        def attended(self, *given):
            output, weights = attend(self, *given)
            noted[f"{names[self]}.attend"] = output.detach()
            return output, weights

        module.Attention.attend = attended
    if hasattr(module, "pool"):
        pool = module.pool

        def pooled(x, layer, *given):
            output, weights = pool(x, layer, *given)
            noted[f"{names[layer]}.pooled"] = output.detach()
            return output, weights

        module.pool = pooled
    return noted


def found(noted, name):
    """The tensor of a name, or None: also what a function made of a module's output."""
    if name in noted:
        return noted[name]
    for suffix, function in ACTIVATIONS.items():
        before = name.removesuffix(f".{suffix}")
        if before != name and before in noted:
            return function(noted[before])
    return None


def in_brief(values):
    """Four numbers that tell one tensor from another."""
    flat = values.flatten().double()
    return [float(f"{number:.7g}") for number in (flat.sum(), flat.square().sum(), flat[0], flat[-1])]


def told(folder, step):
    with zipfile.ZipFile(folder / "run.zip") as archive:
        archive.extractall(folder)
    (program,) = folder.glob("*.py")
    module = loaded(program)
    model = module.saved()
    page = load_file(folder / "page.safetensors")
    order = {"source": 0, "words": 0, "lengths": 1, "mask": 1, "target": 2, "sentenceMask": 2}

    def run(batch):
        names = sorted((name for name in batch if name != "labels"), key=lambda name: order.get(name, 0))
        given = (batch[name] if batch[name].is_floating_point() else batch[name].long() for name in names)
        return model(*given)[0]

    noted = noting(module, model)
    example = {name[6:]: values for name, values in page.items() if name.startswith("input.")}
    with torch.no_grad():
        logits = run(example)
    # A step later the batches come again where there are fewer.
    batch = {name: values[step % len(values)] for name, values in module.arrays("train.").items()}
    tensors = {name: value for name, value in model.named_parameters()}
    activations = {name: found(noted, name) for name in page}
    module.loss_of(run(batch), batch).backward()
    says = {**activations, **{name: value.detach() for name, value in tensors.items()}}
    says.update({f"{name}.grad": value.grad for name, value in tensors.items()})
    names = [name for name in page if not name.startswith("input.")]
    known = [name for name in names if says.get(name) is not None]
    answers = None
    if hasattr(module, "NAMES"):
        held = module.arrays("held_back.")
        with torch.no_grad():
            given = run(held).argmax(dim=-1)
        asked = held["labels"] != -1
        pairs = torch.stack([held["labels"][asked], given[asked]], dim=-1)
        kinds, counts = pairs.unique(dim=0, return_counts=True)
        labels = module.NAMES["labels"]
        answers = [[labels[right], labels[said], count] for (right, said), count in zip(kinds.tolist(), counts.tolist())]
    likely = logits.flatten(0, -2)[0].softmax(dim=-1).topk(min(5, logits.size(-1)))
    return {
        "differences": {name: difference(says[name], page[name]) for name in known},
        "unknown": [name for name in names if name not in known],
        "brief": {name: in_brief(says[name]) for name in known},
        "answers": answers,
        "likely": [float(f"{share:.7g}") for share in likely.values.tolist()],
        "best": likely.indices.tolist(),
    }


folders = sorted(Path(sys.argv[1]).iterdir())
print(json.dumps({folder.name: told(folder, int(sys.argv[2])) for folder in folders}))
