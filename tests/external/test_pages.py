"""Every shipped page, sample and status passes the Nu HTML checker and axe, and asks nothing of any other place."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import samples
from tests.external.programs import installed, of_node
from tests.shipped import LETTERS
from undersigned.writers import html, status_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser  # type: ignore[import-not-found,unused-ignore]

pytestmark = pytest.mark.external

SAMPLES = [f"samples/{name}" for name in samples.ALL]
STATUSES = [f"statuses/{name}" for name in samples.STATUSES]
PAGES = (*LETTERS, *SAMPLES, *STATUSES)
SIZES = {"telephone": (360, 740), "desktop": (1280, 900)}


@pytest.fixture(scope="session")
def pages(letters: Path) -> Path:
    """The folder of the rendered letters, with the samples and pages of statuses among them."""
    folder = letters / "samples"
    folder.mkdir()
    for name, document in samples.ALL.items():
        (folder / f"{name}.html").write_text(html.write(document), encoding="utf-8")
    (letters / "statuses").mkdir()
    for name, page in samples.STATUSES.items():
        (letters / "statuses" / f"{name}.html").write_text(status_page.write(page), encoding="utf-8")
    return letters


@pytest.fixture(scope="session")
def remarks(pages: Path) -> dict[str, list[str]]:
    """What the Nu checker says about each page: errors, warnings and information alike."""
    checker = [installed("java"), "-jar", of_node("vnu-jar/build/dist/vnu.jar"), "--stdout", "--format", "json"]
    files = {page: pages / f"{page}.html" for page in PAGES}
    run = subprocess.run([*checker, *map(str, files.values())], capture_output=True, check=False, encoding="utf-8")
    said: dict[str, list[str]] = {page: [] for page in files}
    for message in json.loads(run.stdout)["messages"]:
        page = next(page for page in files if message["url"].endswith(f"/{page}.html"))
        said[page].append(f"{message['type']}: {message['message']}")
    return said


@pytest.mark.parametrize("page", PAGES)
def test_the_nu_checker_has_nothing_to_report(remarks: dict[str, list[str]], page: str) -> None:
    assert remarks[page] == []


def test_the_nu_checker_can_complain(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title></title><section><p>x</section>", encoding="utf-8")
    checker = [installed("java"), "-jar", of_node("vnu-jar/build/dist/vnu.jar"), "--stdout", "--format", "json"]
    run = subprocess.run([*checker, str(page)], capture_output=True, check=False, encoding="utf-8")
    types = {message["type"] for message in json.loads(run.stdout)["messages"]}
    assert types == {"error", "info"}


# --- in the browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # type: ignore[import-not-found,unused-ignore]

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed("chromium"))
        yield browser
        browser.close()


def findings(browser: Browser, page: Path, size: tuple[int, int], scheme: Any) -> list[str]:
    """What axe finds wrong or cannot decide, and what the page asks the network for."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped,import-not-found,unused-ignore]

    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    try:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(f"asks for {request.url}"))
        tab.goto(page.as_uri())
        said = Axe().run(tab).response
        assert said["passes"]
        wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    finally:
        context.close()
    found = [f"{one['id']}: {one['nodes'][0]['html']}" for one in [*said["violations"], *said["incomplete"]]]
    return [*found, *asked[1:], *(["is wider than the window"] if wide else [])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_axe_has_nothing_to_report(browser: Browser, pages: Path, page: str, size: str, scheme: str) -> None:
    assert findings(browser, pages / f"{page}.html", SIZES[size], scheme) == []


def test_axe_can_complain(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><p style='color: #ddd; width: 900px'>x</p>", encoding="utf-8")
    found = " ".join(findings(browser, page, SIZES["telephone"], "light"))
    for complaint in ("color-contrast", "html-has-lang", "landmark-one-main", "wider"):
        assert complaint in found
