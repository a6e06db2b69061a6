"""Names that mean harm, in a browser: nothing runs, nothing runs over, nothing is turned round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_sample import SCRIPT, publish_hostile
from page_examples import DATASETTE, LEADING, PAGES, RARE, rows
from visiting import Visit, served


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_hostile(tmp_path_factory.mktemp("hostile") / "base")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("path", PAGES + RARE + LEADING + DATASETTE)
def test_nothing_runs_and_nothing_runs_over(visit: Visit, folder: Path, path: str) -> None:
    """A dialog, an error or what the policy refused are faults of the visit."""
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 800})
    visit.open(path.format_map(rows(folder)))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 1, width


def test_a_name_in_the_drawing_and_on_its_card_is_text(visit: Visit) -> None:
    page = visit.open("/graph?focus=projects:p2")
    page.locator("#graph-canvas").focus()
    page.keyboard.press("Enter")
    assert SCRIPT in page.locator("#graph-card, #graph-twin").all_inner_texts()[1]
    assert page.locator("#graph-card script, #graph-card img, #graph-twin img").count() == 0


def test_a_name_does_not_turn_round_the_words_after_it(visit: Visit) -> None:
    """The place of a passage stands after the name of its document, and is read from left to right."""
    page = visit.open("/finding/g2")
    signs = page.locator("dd a[href='/passage/s1']").evaluate("""link => {
      const place = link.nextSibling, range = document.createRange();
      return [...place.textContent].map((sign, at) => {
        range.setStart(place, at);
        range.setEnd(place, at + 1);
        const {top, left} = range.getBoundingClientRect();
        return [top, left, sign];
      }).filter(([, , sign]) => sign.trim());
    }""")
    assert len(signs) > 5
    assert signs == sorted(signs)
