"""Real notebooks: JupyterLab, its export, and marimo, with the network cut."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

FIGURE = """
from attn_elements import show
cells = [[[[1.0 if key == (query + shift) % 4 else 0.0 for key in range(4)] for query in range(4)] for shift in range(2)]]
show(cells, list("abcd"), heading="Shown")
"""

WIDGET = """
import json, pathlib
from attn_elements import widget
cells = [[[[1.0 if key == (query + shift) % 4 else 0.0 for key in range(4)] for query in range(4)] for shift in range(2)]]
figure = widget(cells, list("abcd"))
figure.observe(lambda change: pathlib.Path("selected.json").write_text(json.dumps(change.new)), "selection")
figure
"""

#: Seconds that a server may take to start, or a kernel to answer, on a machine that does other things.
PATIENCE = 180


def until(found, what: str):
    """What `found` gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.2)
    raise AssertionError(f"There is no {what}.")


class Server:
    """A server of a notebook, in a folder of its own, that ends with the test."""

    def __init__(self, folder: Path, *command: str, address: str):
        self.log = folder / "server.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "JUPYTER_CONFIG_DIR": str(folder), "HOME": str(folder), "PYTHONUNBUFFERED": "1"},
            )
        self.url = until(lambda: re.search(address, self.log.read_text()), "address of a server")[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


def notebook(path: Path, *sources: str) -> None:
    nbformat = pytest.importorskip("nbformat", reason="JupyterLab is not installed")
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def test_jupyterlab_shows_figures_and_python_knows_what_is_clicked(page, tmp_path):
    pytest.importorskip("jupyterlab", minversion="4", reason="JupyterLab 4 is not installed")
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    notebook(tmp_path / "figures.ipynb", FIGURE, WIDGET)
    command = (
        "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token=",
        "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=", "--ServerApp.root_dir=.",
    )  # fmt: skip
    with Server(tmp_path, *command, address=r"http://127\.0\.0\.1:\d+/") as server:
        page.goto(f"{server.url}lab/tree/figures.ipynb")
        page.wait_for_function("() => globalThis.jupyterapp")
        page.evaluate("() => jupyterapp.restored.then(() => {})")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        # What is run before there is a kernel asks which one.
        page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.ready.then(() => {})")
        page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells').then(() => {})")
        shown = page.frame_locator(".jp-OutputArea iframe").locator("attn-heatmap")
        shown.locator("[part~=canvas]").wait_for()
        live = page.locator(".jp-OutputArea attn-heatmap")
        live.locator("[part~=canvas]").wait_for()
        live.evaluate("(element) => element.ready")
        box = live.locator("[part~=canvas]").bounding_box()
        # The second of two heads that stand beside each other.
        live.locator("[part~=canvas]").click(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
        selected = tmp_path / "selected.json"
        until(selected.exists, "selection in Python")
        selection = json.loads(selected.read_text())
        assert (selection["layer"], selection["head"]) == (0, 1)
        assert page.asked == []


def test_an_exported_notebook_shows_its_figures(page, tmp_path):
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbconvert = pytest.importorskip("nbconvert", reason="nbconvert is not installed")
    import nbformat

    notebook(tmp_path / "figures.ipynb", FIGURE)
    executed = nbclient.NotebookClient(nbformat.read(tmp_path / "figures.ipynb", 4), timeout=PATIENCE).execute()
    (tmp_path / "figures.html").write_text(nbconvert.HTMLExporter().from_notebook_node(executed)[0], "utf-8")
    page.goto((tmp_path / "figures.html").as_uri(), wait_until="domcontentloaded")
    figure = page.frame_locator("iframe").locator("attn-heatmap")
    figure.locator("[part~=canvas]").wait_for()
    assert "Shown" in figure.locator("[part~=heading]").inner_text()


MARIMO = """
import marimo
app = marimo.App()

@app.cell
def _():
    {figure}
    return

@app.cell
def _():
    {widget}
    return
"""


def test_marimo_shows_figures_and_python_knows_what_is_clicked(page, tmp_path):
    pytest.importorskip("marimo", reason="marimo is not installed")

    def indented(source: str) -> str:
        return source.strip().replace("cells", "_cells").replace("\n", "\n    ")

    (tmp_path / "figures.py").write_text(MARIMO.format(figure=indented(FIGURE), widget=indented(WIDGET)))
    command = ("marimo", "run", "figures.py", "--headless", "--no-token", "--host", "127.0.0.1")
    with Server(tmp_path, *command, address=r"http://(127\.0\.0\.1|localhost):\d+") as server:
        page.goto(server.url)
        shown = page.frame_locator("iframe").locator("attn-heatmap")
        shown.locator("[part~=canvas]").wait_for()
        live = page.locator("attn-heatmap")
        live.locator("[part~=canvas]").wait_for()
        live.evaluate("(element) => element.ready")
        box = live.locator("[part~=canvas]").bounding_box()
        live.locator("[part~=canvas]").click(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
        selected = tmp_path / "selected.json"
        until(selected.exists, "selection in Python")
        assert json.loads(selected.read_text())["head"] == 1
        assert [url for url in page.asked if "attn" in url] == []
