"""Sites of documentation that are built by their own tools, and opened with the network cut."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest


@pytest.fixture
def serve():
    """Serves a folder under a path of its own, as hosts of pages do."""
    servers = []

    def start(folder: Path) -> str:
        handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()


def weights(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"attention": [[1, 0], [0.25, 0.75]], "tokens": ["one", "two"]}))


def build(*command: str, cwd: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)


def opened(page, url: str):
    """The figure of a page, which is the one of its file. Themes that miss files of other hosts complain of that themselves."""
    page.goto(url)
    figure = page.locator("attn-heatmap")
    figure.locator("[part~=figure]").wait_for()
    assert "two" in figure.evaluate("(element) => element.ready.then(() => element.toCSV())")
    return figure


RST = """
Notes
=====

.. attn:: weights.json
   :layer: 0
   :hide-first-token:
   :heading: A "head" <b>

   Who is <i>it</i>?
"""


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_sphinx_has_a_directive(page, serve, tmp_path, builder):
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    site = tmp_path / "docs"
    weights(site / "deep" / "weights.json")
    (site / "deep" / "notes.rst").write_text(RST)
    (site / "index.rst").write_text("Index\n=====\n\n.. toctree::\n\n   deep/notes\n")
    (site / "conf.py").write_text('project = "Notes"\nextensions = ["attn_elements.sphinx"]\n')
    done = build("sphinx", "-q", "-W", "-b", builder, ".", str(tmp_path / "out" / "sub"), cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    path = "deep/notes/" if builder == "dirhtml" else "deep/notes.html"
    figure = opened(page, f"{serve(tmp_path / 'out')}/sub/{path}")
    assert figure.get_attribute("heading") == 'A "head" <b>'
    assert figure.get_attribute("hide-first-token") == ""
    assert "Who is <i>it</i>?" in figure.inner_text()


def test_sphinx_says_what_is_wrong_and_writes_a_caption_without_html(tmp_path):
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    (tmp_path / "conf.py").write_text('extensions = ["attn_elements.sphinx"]\n')
    (tmp_path / "index.rst").write_text("N\n=\n\n.. attn:: gone.npz\n\n.. attn::\n   :element: attn-trainer\n")
    done = build("sphinx", "-q", "-b", "html", ".", "out", cwd=tmp_path)
    assert "There is no file gone.npz" in done.stderr
    assert "There is no element attn-trainer" in done.stderr
    weights(tmp_path / "weights.json")
    (tmp_path / "index.rst").write_text("N\n=\n\n.. attn:: weights.json\n\n   Who is it?\n")
    assert build("sphinx", "-q", "-W", "-b", "text", ".", "text", cwd=tmp_path).returncode == 0
    assert "Who is it?" in (tmp_path / "text" / "index.txt").read_text()


@pytest.mark.parametrize("directories", [True, False])
def test_mkdocs_has_a_plugin_and_addresses_follow_the_page(page, serve, tmp_path, directories):
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    weights(tmp_path / "docs" / "posts" / "weights.json")
    (tmp_path / "docs" / "index.md").write_text("# Notes\n")
    tag = '<attn-heatmap src="weights.json"><span slot="caption">Who is it?</span></attn-heatmap>'
    (tmp_path / "docs" / "posts" / "cat.md").write_text(f"# A cat\n\n{tag}\n")
    config = {"site_name": "Notes", "plugins": ["attn-elements"], "use_directory_urls": directories, "site_dir": "out/sub"}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config))
    done = build("mkdocs", "build", "--quiet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    path = "posts/cat/" if directories else "posts/cat.html"
    opened(page, f"{serve(tmp_path / 'out')}/sub/{path}")
    assert "attn-elements.js" not in (tmp_path / "out" / "sub" / "index.html").read_text()
