"""A figure as a widget: what a reader selects is known in Python."""

from __future__ import annotations

import anywidget
import traitlets

from .script import script_path


class FigureWidget(anywidget.AnyWidget):
    """A figure in a notebook whose kernel runs.

    tag: the element. attributes: its attributes; they may be set anew. file: its arrays, as an npz file.
    selection: what a reader selected, ``{"layer", "head", "query", "key", "weight", "queryToken", "keyToken"}``; None at first.
    """

    _esm = script_path()
    tag = traitlets.Unicode("attn-heatmap").tag(sync=True)
    attributes = traitlets.Dict().tag(sync=True)
    file = traitlets.Bytes(None, allow_none=True).tag(sync=True)
    selection = traitlets.Dict(None, allow_none=True).tag(sync=True)
