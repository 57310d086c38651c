"""Sphinx extension: ``extensions = ["attn_elements.sphinx"]``.

.. code-block:: rst

   .. attn:: weights.npz
      :element: attn-links
      :layer: 3
      :head: 5
      :hide-first-token:

      A caption.

In MyST it is the same directive between fences, ```` ```{attn} weights.npz ````. The file lies beside the document, or from ``/`` on in the
folder of all sources, as that of an image; it is copied into the site. Builders that write no HTML show the caption.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive

from . import __version__
from .tag import SCRIPT, copy_script, tag

#: Folder of the weights in a site.
FOLDER = "_static/attn"


class AnyOption(dict):
    """Every option is an attribute of the element: which it has, it says itself."""

    def __bool__(self) -> bool:
        return True

    def __missing__(self, _name: str) -> Any:
        return lambda text: text or ""

    def __contains__(self, _name: object) -> bool:
        return True


class attn(nodes.General, nodes.Element):
    """A figure, with its caption inside for those who write no HTML."""


class Figure(Directive):
    """A figure of attention."""

    optional_arguments = 1
    has_content = True
    option_spec = AnyOption()

    def run(self) -> list[nodes.Node]:
        env = self.state.document.settings.env
        attributes = {name: value or "" for name, value in self.options.items()}
        element = attributes.pop("element", "attn-heatmap")
        caption = " ".join(self.content).strip()
        try:
            tag(element, attributes)
        except ValueError as error:
            raise self.error(str(error)) from None
        figure = attn("", element=element, given=attributes, caption=caption, file=self._file(env))
        if caption:
            figure += nodes.paragraph(caption, caption)
        return [figure]

    def _file(self, env: Any) -> str | None:
        """Name of the weights in the site, which begins with what is in them: documents may have files of one name."""
        if not self.arguments:
            return None
        relative, absolute = env.relfn2path(self.arguments[0], env.docname)
        if not Path(absolute).exists():
            raise self.error(f"There is no file {relative}.")
        env.note_dependency(relative)
        digest = hashlib.sha1(Path(absolute).read_bytes(), usedforsecurity=False).hexdigest()[:10]
        name = f"{digest}-{Path(absolute).name}"
        env.attn_files = {**getattr(env, "attn_files", {}), name: absolute}
        return name


def write_html(translator: Any, figure: attn) -> None:
    """Writes the tag; its file is beside the site's script, however deep the page lies."""
    builder = translator.builder
    up = builder.get_relative_uri(builder.current_docname, "index").rpartition("/")[0]
    source = {"src": "/".join(filter(None, [up, FOLDER, figure["file"]]))} if figure["file"] else {}
    translator.body.append(f"<p>{tag(figure['element'], {**source, **figure['given']}, figure['caption'])}</p>\n")
    raise nodes.SkipNode


def write_caption(_translator: Any, _figure: attn) -> None:
    """Leaves it at the caption, which is written by itself."""


def add_files(app: Any, error: Exception | None) -> None:
    """Copies the weights of all documents, and the script, into a site of HTML."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    copy_script(out / "_static")
    for name, path in getattr(app.env, "attn_files", {}).items():
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, out / FOLDER / name)


def merge_files(_app: Any, env: Any, _names: Any, other: Any) -> None:
    """Takes what another process read of the documents."""
    env.attn_files = {**getattr(env, "attn_files", {}), **getattr(other, "attn_files", {})}


def setup(app: Any) -> dict[str, Any]:
    others = {name: (write_caption, write_caption) for name in ("latex", "text", "man", "texinfo")}
    app.add_node(attn, html=(write_html, None), **others)
    app.add_directive("attn", Figure)
    app.add_js_file(SCRIPT, type="module")
    app.connect("build-finished", add_files)
    app.connect("env-merge-info", merge_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
