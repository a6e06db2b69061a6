"""Readers go from a fact to its passage and back, and find the pages whole on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visiting import Visit


def test_a_fact_leads_to_its_passage_which_is_marked(visit: Visit) -> None:
    page = visit.open("/project/p2")
    page.locator(".kb-source").first.click()
    page.wait_for_url("**/document/x24#p-s1")
    marked = page.locator("#p-s1")
    expect(marked).to_be_in_viewport()
    plain, shown = (
        page.evaluate("where => getComputedStyle(document.querySelector(where)).backgroundColor", where)
        for where in ("body", "#p-s1")
    )
    assert shown not in (plain, "rgba(0, 0, 0, 0)")


def test_a_passage_leads_back_to_its_facts(visit: Visit) -> None:
    page = visit.open("/document/x24")
    page.locator("#p-s1 summary").click()
    page.get_by_role("link", name="办结率").click()
    page.wait_for_url("**/project/p2#f-i2")
    expect(page.locator("h1")).to_have_text("热线经费")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [
    "/documents", "/document/x24", "/document/n", "/project/p2", "/project/p4", "/indicator/c1",
    "/duty/r1", "/policy/y1", "/code/functional-210",
])
def test_pages_fit_every_width(visit: Visit, path: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_documents_are_filtered_in_the_other_language(visit: Visit) -> None:
    page = visit.open("/documents?_language=en")
    page.get_by_label("Year").select_option("2024")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main tbody tr")).to_have_count(2)
