"""Keeps what attention is given while a model runs: weights are there also where the model returns none (SDPA, Flash)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from .attention_call import AttentionCall

NOTHING = (
    "Nothing was captured: run the model inside of `with capture(model) as captured:`. "
    "Its attention has to be that of transformers' AttentionInterface, or torch.nn.MultiheadAttention."
)


class Captured:
    """Attention of a model that was run: layers in the order in which they ran, of each kind that the model has.

    One call of a module is one step: a generation has several.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, list[AttentionCall]]] = {}

    def add(self, name: str, call: AttentionCall) -> None:
        self._kinds.setdefault(kind_of(name), {}).setdefault(name, []).append(call)

    @property
    def attentions(self) -> Any:
        """Weights as transformers returns them: a list of layers, or of steps; where there are several kinds, these by name."""
        kinds = {kind: _steps(layers) for kind, layers in self._present().items()}
        return kinds if len(kinds) > 1 else next(iter(kinds.values()))

    def queries_and_keys(self, kind: str | None = None) -> dict[str, list[Any]]:
        """Queries and keys of each layer, [batch, head, token, width], for ``show(**captured.queries_and_keys())``.

        A scale other than 1/√width is part of the queries. The mask is not in them: ``mask="causal"`` for a decoder.

        :raises ValueError: there are several kinds, or several steps, or weights do not follow from queries and keys alone
        """
        kinds = self._present()
        if kind is None and len(kinds) == 1:
            kind = next(iter(kinds))
        if kind not in kinds:
            raise ValueError(f"There are several kinds of attention: kind= names one of {', '.join(kinds)}.")
        layers = list(kinds[kind].values())
        if any(len(calls) > 1 for calls in layers):
            raise ValueError("The model ran several times: run it once, over the whole text.")
        sides = [calls[0].queries_and_keys() for calls in layers]
        return {"queries": [queries for queries, _ in sides], "keys": [keys for _, keys in sides]}

    def _present(self) -> dict[str, dict[str, list[AttentionCall]]]:
        if not self._kinds:
            raise ValueError(NOTHING)
        return self._kinds


def _steps(layers: dict[str, list[AttentionCall]]) -> list[Any]:
    counts = {len(calls) for calls in layers.values()}
    if len(counts) > 1:
        raise ValueError("Some layers ran more often than others: run the model once.")
    steps = [[calls[step].weights() for calls in layers.values()] for step in range(counts.pop())]
    return steps[0] if len(steps) == 1 else steps


def kind_of(name: str) -> str:
    """Kind of a layer, by the path of its module: as outputs of transformers name it where it is one of an encoder and a decoder."""
    path = ".".join(part for part in name.split(".") if not part.isdigit())
    if re.search(r"cross_?att|crossattention|enc_?dec_?att|encoder_attn", path, re.IGNORECASE):
        return "cross_attentions"
    for side in ("encoder", "decoder"):
        if re.match(rf"(\w+\.)?{side}\.", path):
            return f"{side}_attentions"
    return path or "attentions"


@contextmanager
def capture(model: Any) -> Iterator[Captured]:
    """Keeps what each attention of a model is given, while the block runs; the model and what it returns are as before.

    model: one of transformers (5 or newer), whatever its ``attn_implementation``, or any with ``torch.nn.MultiheadAttention``.

    >>> with capture(model) as captured, torch.no_grad():
    ...     model(**inputs)
    >>> show(captured, tokens)
    """
    captured = Captured()
    names = {module: name for name, module in model.named_modules()}
    with ExitStack() as undo:
        for interface in _interfaces(names):
            undo.callback(_listen(interface, names, captured))
        for module, name in names.items():
            if type(module).__name__ == "MultiheadAttention" and hasattr(module, "in_proj_weight"):
                undo.callback(_ask(module, name, captured))
        yield captured


def _interfaces(modules: Any) -> list[Any]:
    """Every AttentionInterface that the code of these modules asks for its function."""
    sources = {type(module).__module__ for module in modules}
    found = {}
    for source in sources:
        for value in vars(sys.modules[source]).values():
            if hasattr(value, "get_interface") and not isinstance(value, type):
                found[id(value)] = value
    return list(found.values())


def _listen(interface: Any, names: dict[Any, str], captured: Captured) -> Any:
    """Wraps the function that an interface gives for an implementation. Returns what undoes it."""
    original = interface.get_interface

    def get_interface(implementation: str, default: Any) -> Any:
        function = original(implementation, default)

        def attend(module: Any, query: Any, key: Any, value: Any, attention_mask: Any = None, *rest: Any, **options: Any) -> Any:
            result = function(module, query, key, value, attention_mask, *rest, **options)
            if module in names:
                weights = result[1] if isinstance(result, tuple) and len(result) > 1 else None
                call = AttentionCall.of(implementation, module, query, key, attention_mask, options, weights)
                captured.add(names[module], call)
            return result

        return attend

    interface.get_interface = get_interface
    return lambda: interface.__dict__.pop("get_interface", None)


def _ask(module: Any, name: str, captured: Captured) -> Any:
    """Asks an nn.MultiheadAttention for its weights. Returns what undoes it."""
    wanted: list[bool] = []

    def before(_module: Any, given: tuple[Any, ...], options: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        # Of its arguments these are the sixth and the eighth; seldom is either given by place.
        wanted.append(options.get("need_weights", given[4] if len(given) > 4 else True))
        return given[:4], {**_named(given), **options, "need_weights": True, "average_attn_weights": False}

    def after(_module: Any, _given: Any, result: Any) -> Any:
        output, weights = result
        captured.add(name, AttentionCall(known=(weights if weights.ndim == 4 else weights[None]).detach().cpu()))
        if not wanted.pop():
            return output, None
        return output, weights.mean(dim=-3)

    handles = [module.register_forward_pre_hook(before, with_kwargs=True), module.register_forward_hook(after)]
    return lambda: [handle.remove() for handle in handles]


def _named(given: tuple[Any, ...]) -> dict[str, Any]:
    """Arguments after the fourth by their names."""
    return dict(zip(("need_weights", "attn_mask", "average_attn_weights", "is_causal"), given[4:], strict=False))
