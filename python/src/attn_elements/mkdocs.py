"""Plugin for MkDocs and what reads its plugins: ``plugins: [attn-elements]``.

The script is in every page that has a figure, and the tag stands in Markdown on a line of its own::

    <attn-heatmap src="weights.npz" layer="3" head="5"></attn-heatmap>

Its ``src`` is beside the Markdown file, as that of an image, wherever the page comes to lie.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.plugins import BasePlugin

from .figure import TAGS
from .tag import SCRIPT, copy_script

START = re.compile(rf"<({'|'.join(TAGS)})(?=[\s>])[^>]*>")
SOURCE = re.compile(r"""(\s(?:src|inputs-src|image)=)("[^"]*"|'[^']*'|[^\s>]+)""")


class FigurePlugin(BasePlugin):
    """Puts the script into pages with figures, and lets addresses follow them."""

    def on_page_content(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        if not START.search(html):
            return html
        text = START.sub(lambda start: SOURCE.sub(lambda found: _moved(found, page, files), start[0]), html)
        up = posixpath.relpath(SCRIPT, posixpath.dirname(page.url) or ".")
        return f'<script type="module" src="{up}"></script>\n{text}'

    def on_post_build(self, *, config: Any) -> None:
        copy_script(Path(config["site_dir"]))


def _moved(found: re.Match[str], page: Any, files: Any) -> str:
    """An address that leads from the page to what stands beside its Markdown file; others stay."""
    name, value = found[1], found[2].strip("\"'")
    if urlsplit(value).scheme or value.startswith(("/", "#")):
        return found[0]
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), value))
    file = files.get_file_from_path(beside)
    return f'{name}"{file.url_relative_to(page.file) if file else value}"'
