"""A figure as a page of its own, which asks for no other file, and as a frame that holds this page."""

from __future__ import annotations

import base64
import html
import json

from .script import script_text

STYLE = "html{color-scheme:light dark}body{margin:0;padding:4px;font:14px/1.4 system-ui,sans-serif}"

#: Makes the element, of no file that would have to be fetched: frames of some editors may fetch nothing.
PLACE = """
const given = JSON.parse(document.getElementById('given').textContent);
const figure = document.createElement(given.tag);
for (const [name, value] of Object.entries(given.attributes)) figure.setAttribute(name, value);
if (given.file) figure.data = Uint8Array.from(atob(given.file), (letter) => letter.charCodeAt(0));
document.body.append(figure);
"""

#: Height and colours of a frame, where its page may be looked at: that of a notebook, and of what was exported of it.
FIT = """
const frame = window.frameElement;
if (frame) {
  const fit = () => (frame.style.height = `${Math.ceil(document.body.getBoundingClientRect().height)}px`);
  new ResizeObserver(fit).observe(document.body);
  const page = frame.ownerDocument;
  const recolor = () => {
    const [red, green, blue] = page.defaultView.getComputedStyle(frame.parentElement).color.match(/[\\d.]+/g).map(Number);
    document.documentElement.style.colorScheme = 0.3 * red + 0.6 * green + 0.1 * blue > 127 ? 'dark' : 'light';
  };
  recolor();
  const watched = { attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'data-jp-theme-light'] };
  for (const around of [page.documentElement, page.body]) new MutationObserver(recolor).observe(around, watched);
}
"""


def page(tag: str, attributes: dict[str, str], file: bytes | None, script: str | None = None) -> str:
    """A page with one figure. script: the address of `one.js`; without one its text is part of the page."""
    encoded = base64.b64encode(file).decode("ascii") if file else None
    given = json.dumps({"tag": tag, "attributes": attributes, "file": encoded}).replace("<", "\\u003c")
    source = (
        f'<script type="module" src="{html.escape(script)}"></script>'
        if script
        else f'<script type="module">{script_text()}</script>'
    )
    language = html.escape(attributes.get("lang", "en"))
    title = html.escape(attributes.get("heading", tag))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>"
        f'<script id="given" type="application/json">{given}</script>{source}'
        f'<script type="module">{PLACE}{FIT}</script></body></html>'
    )


def framed(document: str, title: str, height: int) -> str:
    """A frame with a page inside of it. height: in pixels, until the page has said how high it is."""
    inside = document.replace("&", "&amp;").replace('"', "&quot;")
    return (
        f'<iframe srcdoc="{inside}" title="{html.escape(title)}" '
        f'style="width:100%;height:{height}px;border:0;display:block"></iframe>'
    )
