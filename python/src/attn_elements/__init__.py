"""A model's attention in a notebook.

>>> from attn_elements import show
>>> show(outputs.attentions, tokens, layer=3, head=5)
"""

from importlib.metadata import PackageNotFoundError, version

from .capture import Captured, capture
from .figure import Figure, show, widget

try:
    __version__ = version("attn-elements")
except PackageNotFoundError:  # Read from its sources, without an installation.
    __version__ = "0.0.0"

__all__ = ["Captured", "Figure", "capture", "show", "widget"]
