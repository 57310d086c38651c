"""Figures of attention: what is shown, as a page or as a widget."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .arrays import Array, as_array
from .capture import Captured
from .layers import NO_WEIGHTS, named_attentions, read_layers
from .npz import npz
from .page import framed, page

#: Elements that a figure may be; `attn-trainer` needs files of its own.
TAGS = ("attn-heatmap", "attn-links", "attn-text", "attn-image", "pe-plot")

#: Height of a frame before its figure is there, in pixels.
HEIGHT = 480


@dataclass(frozen=True, repr=False)
class Figure:
    """A figure that a notebook shows as it is, with the network off, and that stays in the notebook when it is saved or exported.

    tag: the element. attributes: its attributes, as HTML writes them. file: its arrays, as an npz file.
    """

    tag: str
    attributes: dict[str, str]
    file: bytes | None
    shapes: Mapping[str, tuple[int, ...]]
    script: str | None = None

    def html(self) -> str:
        """A page of its own, with all that it needs inside."""
        return page(self.tag, self.attributes, self.file, self.script)

    def save(self, path: str | Path) -> None:
        """Writes the page."""
        Path(path).write_text(self.html(), "utf-8")

    def widget(self) -> Any:
        """The same figure as a widget, whose selection can be read. Needs anywidget."""
        from .live import FigureWidget

        return FigureWidget(tag=self.tag, attributes=self.attributes, file=self.file)

    def _repr_html_(self) -> str:
        return framed(self.html(), self.attributes.get("heading", repr(self)), HEIGHT)

    def __repr__(self) -> str:
        arrays = ", ".join(f"{name} {list(shape)}" for name, shape in self.shapes.items())
        return f"<{self.tag}> of {arrays or 'no arrays'}"


def show(
    attentions: Any = None,
    tokens: Sequence[Any] | None = None,
    *,
    element: str = "attn-heatmap",
    queries: Any = None,
    keys: Any = None,
    values: Any = None,
    mask: Any = None,
    batch: int | None = None,
    script: str | None = None,
    **attributes: Any,
) -> Figure:
    """Shows attention in a notebook.

    attentions: weights [..., layer, head, query, key], as an array of torch, NumPy, TensorFlow or JAX or as nested lists; a list
        of layers, as ``outputs.attentions``, also of the steps of a generation; a model's output; what ``capture`` kept; or
        several of these by name, of which ``array=`` chooses.
    tokens: texts of the tokens, or a list of them for each sequence of a batch. ``query_tokens=`` and ``key_tokens=`` where they differ.
    element: ``attn-heatmap``, ``attn-links``, ``attn-text``, ``attn-image`` or ``pe-plot``.
    queries, keys: [..., head, token, width], from which the figure computes weights, and readers can change how.
    values: [..., head, token, width], for the output of the weights.
    mask: [..., query, key], which keys may be attended; or ``"causal"`` and other names of masks.
    batch: which sequence of a batch is shown.
    script: an address of the elements' ``one.js``, for notebooks with many figures; without one the figure holds its text.
    attributes: attributes of the element, with underscores: ``layer=3``, ``head=5``, ``colormap="magma"``, ``hide_first_token=True``.

    :raises ValueError: there are no weights in what was given, or several, and nothing says which is meant
    :raises TypeError: what was given is no array
    """
    if element not in TAGS:
        raise ValueError(f"element is {element!r}: it is one of {', '.join(TAGS)}.")
    if isinstance(attentions, Captured):
        attentions = attentions.attentions
    arrays: dict[str, Array] = {}
    axes = None
    named = named_attentions(attentions)
    if named is not None and len(named) == 1:
        attentions, named = next(iter(named.values())), None
    if named is not None:
        wanted = attributes.pop("array", None)
        if wanted not in named:
            raise ValueError(f"There are several kinds of attention: array= names one of {', '.join(named)}.")
        attentions = named[wanted]
    computed = {"queries": queries, "keys": keys, "values": values}
    if attentions is None and queries is None and "kind" not in attributes:
        raise ValueError(NO_WEIGHTS)
    if attentions is not None:
        arrays, axes = read_layers(attentions, "attention", batch)
    for name, given in computed.items():
        if given is not None:
            # Of both sides the axes are the same, and the element finds them alike.
            arrays.update(read_layers(given, name, batch)[0])
    if isinstance(mask, str):
        attributes["mask"] = mask
    elif mask is not None:
        arrays["mask"] = as_array(mask)
    written = {"axes": axes, **attributes, "tokens": _words(tokens, batch)}
    return Figure(
        element,
        as_attributes(written),
        npz(arrays) if arrays else None,
        {name: array.shape for name, array in arrays.items()},
        script,
    )


def widget(*given: Any, **options: Any) -> Any:
    """As ``show``, as a widget of anywidget: ``selection`` is the cell that a reader pinned, or the head that was opened.

    Its ``attributes`` may be set anew; ``observe(function, "selection")`` calls a function when a reader selects.
    """
    return show(*given, **options).widget()


def _words(tokens: Any, batch: int | None) -> list[Any] | None:
    """Tokens as texts; of a batch those of its sequence that is chosen."""
    if tokens is None:
        return None
    if isinstance(tokens, str):
        raise TypeError("tokens is one text: give a list, with a text for each token.")
    items = list(tokens.tolist() if hasattr(tokens, "tolist") else tokens)
    if items and isinstance(items[0], (list, tuple)):
        texts = [[_word(token) for token in one] for one in items]
        return texts if batch is None else texts[batch]
    return [_word(token) for token in items]


def _word(token: Any) -> str:
    return token.decode("utf-8", "replace") if isinstance(token, bytes) else str(token)


def as_attributes(given: Mapping[str, Any]) -> dict[str, str]:
    """Attributes as HTML writes them: names in kebab case, True as an attribute without a value, lists as JSON."""
    return {
        name.rstrip("_").replace("_", "-"): _text(value)
        for name, value in given.items()
        if value is not None and value is not False
    }


def _text(value: Any) -> str:
    if value is True:
        return ""
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
