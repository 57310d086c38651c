"""The tag of an element, for pages that other programs make: its text, and the script beside them."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from .figure import TAGS
from .script import script_path

#: Name of the script in a site.
SCRIPT = "attn-elements.js"


def tag(element: str, attributes: Mapping[str, str], caption: str = "") -> str:
    """The tag in one line, which every dialect of Markdown leaves alone.

    :raises ValueError: there is no such element, or what is no name of an attribute is given one
    """
    if element not in TAGS:
        raise ValueError(f"There is no element {element}: it is one of {', '.join(TAGS)}.")
    for name in attributes:
        if not re.fullmatch(r"[a-z][a-z-]*", name):
            raise ValueError(f"{name} is no name of an attribute.")
    written = "".join(
        f" {name}" if value == "" else f' {name}="{html.escape(value)}"' for name, value in attributes.items()
    )
    inside = f'<span slot="caption">{html.escape(caption)}</span>' if caption else ""
    return f"<{element}{written}>{inside}</{element}>"


def copy_script(folder: Path) -> None:
    """Puts the script into a site."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(script_path(), folder / SCRIPT)
