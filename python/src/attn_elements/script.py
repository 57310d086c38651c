"""The script of the elements: inside of an installed package, or built in the repository."""

from functools import cache
from pathlib import Path

PLACES = (
    Path(__file__).parent / "one.js",
    Path(__file__).parents[3] / "packages" / "attn-elements" / "cdn" / "one.js",
)


def script_path() -> Path:
    """:raises FileNotFoundError: it was not built"""
    for path in PLACES:
        if path.exists():
            return path
    raise FileNotFoundError("The script of the elements is not there: `npm run build` makes it.")


@cache
def script_text() -> str:
    return script_path().read_text("utf-8")
