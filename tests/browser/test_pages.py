"""What readers see and click: no errors on the console, no request to another host (checked after each visit)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visiting import Visit

from kb.publishing import questions


def photograph(page: Page, name: str) -> None:
    """A picture for people to look at, in the folder that KB_SHOTS names."""
    if (folder := os.environ.get("KB_SHOTS")) is not None:
        page.screenshot(path=Path(folder) / f"{name}.png")


def fits(page: Page) -> bool:
    """Whether nobody has to scroll the whole page sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))


def test_a_table_is_searched_for_a_word_of_two_characters(visit: Visit) -> None:
    page = visit.open("/kb/projects")
    photograph(page, "table")
    page.locator("#_search").fill("经费")
    page.locator("form.filters button").click()
    rows = page.locator("table.rows-and-columns tbody tr")
    expect(rows.first).to_contain_text("经费")
    assert all("经费" in text for text in rows.all_inner_texts())
    photograph(page, "search")


def test_a_row_leads_to_what_refers_to_it(visit: Visit) -> None:
    page = visit.open("/kb/projects")
    page.locator("table.rows-and-columns td.col-id a").first.click()
    expect(page.locator("dl.kb-row")).to_contain_text("万元")
    photograph(page, "row")


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_opens(visit: Visit, name: str) -> None:
    page = visit.open(f"/kb/{name}")
    expect(page.locator("h1")).to_contain_text(questions()[name].title_en)
    photograph(page, f"question-{name}")


@pytest.mark.parametrize("table", ["documents", "passages", "indicators", "findings", "evidence", "unread"])
def test_tables_open(visit: Visit, table: str) -> None:
    page = visit.open(f"/kb/{table}")
    expect(page.locator("h1")).to_contain_text(table)


def test_a_parameter_is_filled_in_and_kept(visit: Visit) -> None:
    page = visit.open("/kb/where-is")
    page.get_by_label("Words", exact=True).fill("<img src=x onerror=alert(1)>")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_label("Words", exact=True)).to_have_value("<img src=x onerror=alert(1)>")


def test_the_database_page_opens(visit: Visit) -> None:
    page = visit.open("/kb")
    photograph(page, "database")
    for table in ("projects", "indicators", "unread"):
        expect(page.locator(f'a[href="/kb/{table}"]').first).to_be_visible()
