"""Departments as a reader sees them, in both languages and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from visiting import Visit


@pytest.mark.parametrize(("width", "language", "title"), [
    (1280, "zh", "部门与单位"), (1280, "en", "Departments and units"), (390, "zh", "部门与单位"),
])
def test_from_the_list_to_a_department(visit: Visit, width: int, language: str, title: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(f"/departments?_language={language}")
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name="徐水区行政审批局").first.click()
    expect(page.locator("h1")).to_have_text("徐水区行政审批局")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
