"""A browser, and the sample knowledge base served to it; nothing but that server may be asked for anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright
from published_sample import publish
from visiting import Visit, served

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module: while it runs, its event loop keeps others from running one."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        except Error as error:
            pytest.fail(f"no browser: install chromium, or run `playwright install chromium` ({error.message[:200]})")
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served sample, or of the site that KB_SITE names."""
    if (site := os.environ.get("KB_SITE")) is not None:
        yield site
        return
    folder = publish(tmp_path_factory.mktemp("browsed") / "base")
    with served(folder) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    visit = Visit(page, address)
    visit.watch()
    yield visit
    page.close()
    assert visit.faults == []
