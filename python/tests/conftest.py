"""A browser whose network is cut, for what notebooks show."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("There is no Chromium: CHROME_PATH names one.")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium) -> Iterator[object]:
    """A page that reaches this machine alone; `page.asked` lists what it wanted from elsewhere, `page.errors` what was thrown."""
    context = chromium.new_context(viewport={"width": 1200, "height": 1000})
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.asked, page.errors = [], []

    def cut(route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            page.asked.append(route.request.url)
            route.abort()

    context.route("http*://**", cut)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def cells():
    """Two layers of two heads over four tokens, whose weights are told apart."""
    return [
        [[[1.0 if key == (query + shift) % 4 else 0.0 for key in range(4)] for query in range(4)] for shift in range(2)]
        for _ in range(2)
    ]
