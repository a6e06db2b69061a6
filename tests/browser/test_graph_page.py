"""The graph as readers use it: opening, hiding, finding, the keyboard, saving; without JavaScript as a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from visiting import Visit

DEPARTMENT, PROJECT = "/graph?focus=departments:xs", "/graph?focus=projects:p2"


@pytest.fixture
def drawn(visit: Visit) -> Page:
    page = visit.open(PROJECT)
    page.wait_for_selector("#graph-canvas[data-nodes]")
    return page


def names(page: Page) -> set[str]:
    return set(page.locator("#graph-nodes tbody tr td:nth-child(2)").all_inner_texts())


def test_enter_opens_a_node_and_the_address_keeps_it(drawn: Page) -> None:
    before = names(drawn)
    assert "魏县行政审批局" not in before
    drawn.locator("#graph-canvas").focus()
    expect(drawn.locator("#graph-card h2")).to_have_text("热线经费")
    drawn.locator("#graph-card li button", has_text="徐水区行政审批局").first.click()
    drawn.locator("#graph-card [data-do=toggle]").click()
    drawn.wait_for_url("**open=departments:xs*")
    expect(drawn.locator("#graph-nodes")).to_contain_text("徐水区")
    assert names(drawn) > before
    drawn.reload()
    assert names(drawn) > before


PLACE = """name => {
  const canvas = document.getElementById('graph-canvas'), box = canvas.getBoundingClientRect();
  const {x, y} = canvas._cyreg.cy.nodes().filter(node => node.data('label') === name)[0].renderedPosition();
  return [box.x + x, box.y + y];
}"""


def test_a_click_opens_a_node_and_a_node_that_is_dragged_stays_where_it_is_put(drawn: Page) -> None:
    x, y = drawn.evaluate(PLACE, "徐水区行政审批局")
    drawn.mouse.click(x, y)
    drawn.wait_for_url("**open=departments:xs*")
    expect(drawn.locator("#graph-nodes")).to_contain_text("徐水2023预算")
    expect(drawn.locator("#graph-card h2")).to_have_text("徐水区行政审批局")
    x, y = drawn.evaluate(PLACE, "徐水2024预算")
    drawn.mouse.move(x, y)
    drawn.mouse.down()
    drawn.mouse.move(x + 40, y + 20, steps=4)
    drawn.mouse.up()
    moved = drawn.evaluate(PLACE, "徐水2024预算")
    assert moved == pytest.approx([x + 40, y + 20], abs=6)


def test_going_back_undoes_an_opening(drawn: Page) -> None:
    rows = drawn.locator("#graph-nodes tbody tr").count()
    drawn.locator("#graph-nodes tr", has_text="徐水区行政审批局").get_by_text("Expand").click()
    drawn.wait_for_url("**open=departments:xs*")
    drawn.go_back()
    expect(drawn.locator("#graph-nodes tbody tr")).to_have_count(rows)


def test_arrows_and_tab_choose_nodes_enter_opens_and_escape_leaves(drawn: Page) -> None:
    drawn.locator("#graph-canvas").focus()
    seen = {drawn.locator("#graph-card h2").inner_text()}
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Tab", "Tab"):
        drawn.keyboard.press(key)
        seen.add(drawn.locator("#graph-card h2").inner_text())
    assert len(seen) > 2
    drawn.keyboard.press("Enter")
    drawn.wait_for_url("**open=*")
    drawn.keyboard.press("Escape")
    expect(drawn.locator("#graph-find")).to_be_focused()


def test_o_opens_the_page_of_the_chosen_thing(drawn: Page) -> None:
    drawn.locator("#graph-canvas").focus()
    drawn.keyboard.press("o")
    drawn.wait_for_url("**p2*")
    expect(drawn).not_to_have_url("**graph**")


def test_a_kind_is_hidden_and_shown_again(drawn: Page) -> None:
    drawn.locator(".kb-legend a[href$='hide=indicators']").click()
    drawn.wait_for_url("**hide=indicators*")
    expect(drawn.locator(".kb-legend .hidden-kind")).to_have_count(1)
    expect(drawn.locator("#graph-nodes")).not_to_contain_text("Performance indicator")
    drawn.locator(".kb-legend .hidden-kind").click()
    expect(drawn.locator("#graph-nodes")).to_contain_text("Performance indicator")


def test_a_name_is_found_in_the_graph(drawn: Page) -> None:
    drawn.locator("#graph-find").fill("群众")
    expect(drawn.locator("#graph-found")).to_have_text("Found: 2")
    drawn.keyboard.press("Enter")
    expect(drawn.locator("#graph-card h2")).to_contain_text("群众满意")
    drawn.locator("#graph-find").fill("没有这样的")
    expect(drawn.locator("#graph-found")).to_have_text("Not in the graph")


@pytest.mark.parametrize(("what", "begins"), [("PNG", b"\x89PNG"), ("SVG", b"<svg "), ("GEXF", b"<?xml")])
def test_the_drawing_is_saved(drawn: Page, what: str, begins: bytes) -> None:
    with drawn.expect_download() as saved:
        drawn.locator("#graph-files").get_by_text(what).click()
    assert Path(saved.value.path()).read_bytes().startswith(begins)


def test_hostile_names_are_text(visit: Visit) -> None:
    page = visit.open("/graph?focus=projects:p4")
    page.wait_for_selector("#graph-canvas[data-nodes]")
    page.locator("#graph-canvas").focus()
    expect(page.locator("#graph-card h2")).to_contain_text("<script>alert(1)</script>")
    assert page.evaluate("document.querySelectorAll('main img').length") == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/graph", "/graph?q=热线", DEPARTMENT, f"{DEPARTMENT}&depth=3"])
def test_it_fits_a_phone_in_both_languages(visit: Visit, language: str, path: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open(f"{path}{'&' if '?' in path else '?'}_language={language}")
    page.wait_for_selector("#graph-canvas[data-nodes]" if "focus" in path else "#graph-departments")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    expect(page.locator("h1")).to_contain_text("图谱" if language == "zh" else "Graph")


def test_edges_speak_the_readers_language(visit: Visit) -> None:
    page = visit.open(f"{PROJECT}&_language=en")
    edges = page.locator("#graph-edges")
    assert "funded by" in (edges.text_content() or "")
    page = visit.open(f"{PROJECT}&_language=zh")
    assert "由其出资" in (page.locator("#graph-edges").text_content() or "")


def test_without_javascript_the_table_opens_nodes(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address + PROJECT.lstrip("/"))
    page.locator("#graph-nodes tr", has_text="徐水区行政审批局").get_by_role("link").last.click()
    assert "open=departments:xs" in page.url
    assert "徐水2023预算" in (page.locator("#graph-nodes").text_content() or "")
    page.close()


def test_dark_and_light_show_the_same(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address + PROJECT.lstrip("/"))
    page.wait_for_selector("#graph-canvas[data-nodes]")
    assert json.loads(page.locator("#graph-data").text_content() or "")["nodes"]
    page.close()
