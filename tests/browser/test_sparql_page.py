"""The SPARQL page: an editor that completes our terms, an answer with links, an error with its place."""

from __future__ import annotations

from playwright.sync_api import expect
from visiting import Visit

QUERY = "select ?p ?n { ?p a bk:Project ; bk:name ?n } order by ?n"


def write(visit: Visit, text: str) -> None:
    visit.page.locator(".cm-content").click()
    visit.page.keyboard.press("Control+A")
    visit.page.keyboard.insert_text(text)


def test_a_query_is_written_asked_and_its_answer_leads_to_a_page(visit: Visit) -> None:
    page = visit.open("/sparql")
    expect(page.locator(".cm-content .tok-keyword").first).to_be_visible()
    write(visit, QUERY)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_be_visible()
    page.get_by_role("link", name="projects/p1").click()
    expect(page.locator("h1")).to_contain_text("热线经费")


def test_terms_are_completed_by_their_labels(visit: Visit) -> None:
    page = visit.open("/sparql?_language=zh")
    write(visit, "select * { ?p a ")
    page.keyboard.type("预算项目")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("bk:Project")
    page.wait_for_timeout(200)  # a completion that has just opened takes no key
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("?p a bk:Project")


def test_an_error_names_its_place(visit: Visit) -> None:
    page = visit.open("/sparql")
    write(visit, "select {")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("Syntax error at line 1, column 8")


def test_statements_are_shown_in_the_graph(visit: Visit) -> None:
    page = visit.open("/sparql?_language=en")
    write(visit, "construct { ?i bk:project ?p } { ?i a bk:Indicator ; bk:project ?p }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("statements: 7")
    page.get_by_role("link", name="Show in the graph (12 nodes)").click()
    expect(page.get_by_role("table")).to_contain_text("热线经费")


def test_an_answer_that_is_cut_says_so(visit: Visit) -> None:
    page = visit.open("/sparql?_language=zh")
    write(visit, "select * { ?a ?b ?c . ?d ?e ?f }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kb-cut")).to_have_text("结果更多，这里只显示前 1,000 行；下面的文件最多有 100,000 行。")


def test_the_foot_of_every_page_leads_to_data_and_interfaces(visit: Visit) -> None:
    for path in ("/departments", "/kb/projects"):
        foot = visit.open(f"{path}?_language=en").get_by_role("navigation", name="Data and interfaces")
        expect(foot).to_be_visible()
        leads = [str(link.get_attribute("href")) for link in foot.get_by_role("link").all()]
        assert [lead for lead in leads if lead.startswith("/")] == [
            "/sparql", "/ontology", "/dataset", "/shapes", "/reconcile"]
