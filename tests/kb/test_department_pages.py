"""The pages of departments: money by source and function, duties, what is missing, another year beside it."""

import asyncio
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from published_sample import HOSTILE, publish

from kb import database, graph
from kb.explore.budget import Budget, Function
from kb.explore.flow import FUNCTION, MOST, flow
from kb.explore.pages import departments
from kb.explore.sankey import drawing
from kb.explore.server import application
from kb.publishing import describe
from kb.schema import DEFAULT_BASE


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder: Path = publish(tmp_path_factory.mktemp("departments") / "base")
    connection = database.connect(folder / "kb.db")
    connection.execute("insert into regions (id, code, name) values ('130600', '130600', '保定市')")
    connection.execute("update regions set parent_code = '130600' where id = '130609'")
    connection.execute("update departments set name = ? where id = 'nowhere'", (HOSTILE,))
    connection.commit()
    connection.close()
    return application(folder)


BUDGET = [
    ("income", None, "合计", {"total": 100, "fiscal": 100, "general_public": 100}),
    ("income", "2010301", "行政运行", {"total": 60, "fiscal": 60, "general_public": 60}),
    ("income", "2010302", "一般事务", {"total": 40, "fiscal": 40, "general_public": 40}),
    ("expenditure", None, "合计", {"total": 100, "basic": 60, "project": 40}),
    ("expenditure", "201", "一般公共服务支出", {"total": 100, "basic": 60, "project": 40}),
    ("expenditure", "2010301", "行政运行", {"total": 60, "basic": 60}),
    ("expenditure", "2010302", "一般事务", {"total": 40, "project": 40}),
]


@pytest.fixture(scope="module")
def flowing(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    """One department whose tables print a whole budget, and its final accounts of the same year."""
    folder = tmp_path_factory.mktemp("flow")
    connection = database.create(folder / "kb.db")
    database.insert(connection, "departments", [
        {"id": "d", "name": "审批局", "kind": "department"}, {"id": "e", "name": "信访局", "kind": "department"}])
    database.insert(connection, "documents", [
        {"id": "b", "path": "b.txt", "sha256": "1", "department_id": "d", "fiscal_year": 2024},
        {"id": "a", "path": "a.txt", "sha256": "2", "department_id": "d", "fiscal_year": 2024,
         "kind": "final_accounts"},
        {"id": "g", "path": "g.txt", "sha256": "3", "department_id": "e", "fiscal_year": 2024},
    ])
    database.insert(connection, "classifications", [
        {"id": "functional-2010302", "code": "2010302", "scheme": "functional", "name": "一般事务"}])
    database.insert(connection, "projects", [
        {"id": "q", "document_id": "b", "department_id": "d", "position": 1, "name": "大厅建设", "fiscal_year": 2024,
         "amount_wan": 30.0, "amount_fen": 30_000_000},
        {"id": "h", "document_id": "g", "department_id": "e", "position": 1, "name": "接访经费", "fiscal_year": 2024,
         "amount_wan": 9.0, "amount_fen": 9_000_000}])
    database.insert(connection, "responsibilities", [
        {"id": f"{document}{place}", "document_id": document, "department_id": department, "text": text,
         "kind": "specific", "funding": "none"}
        for document, department, texts in (("b", "d", ("负责接访。", "负责审批。")), ("g", "e", ("负责接访。",)))
        for place, text in enumerate(texts)])
    database.insert(connection, "funds", [
        {"id": source, "source": source, "document_id": "g", "project_id": "h", "amount_wan": wan}
        for source, wan in (("财政资金", 5.0), ("一般公共预算", 5.0), ("其他资金", 3.0))])
    database.insert(connection, "links", [
        {"id": "l", "source_table": "projects", "source_id": "q", "relation": "financed_under", "method": "single_code",
         "target_table": "classifications", "target_id": "functional-2010302"}])
    cells = [(form, code, name, item, wan) for form, code, name, row in BUDGET for item, wan in row.items()]
    database.insert(connection, "budget_lines", [
        *({"id": f"n{place}", "document_id": "b", "department_id": "d", "position": place, "form": form, "code": code,
           "name": name, "item": item, "amount_wan": float(wan), "amount_fen": wan * 1_000_000}
          for place, (form, code, name, item, wan) in enumerate(cells)),
        {"id": "z", "document_id": "a", "department_id": "d", "position": 1, "form": "expenditure", "name": "合计",
         "item": "total", "amount_wan": 77.0, "amount_fen": 77_000_000},
    ])
    database.finish(connection)
    graph.write(connection, folder / "graph", DEFAULT_BASE)
    connection.close()
    describe(folder)
    return application(folder)


def words(page: str) -> str:
    """What a reader sees of a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def get(site: Datasette, path: str) -> Any:
    return asyncio.run(site.client.get(path))


def test_departments_stand_by_region_with_their_years(site: Datasette) -> None:
    page = get(site, "/departments").text
    assert page.index("徐水区") < page.index("地区未列示")
    assert 'href="/department/xs"' in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_departments_are_chosen_by_region_year_and_words_of_their_names(site: Datasette) -> None:
    of_region = get(site, "/departments?region=130434").text
    assert 'href="/department/wx"' in of_region
    assert 'href="/department/xs"' not in of_region
    of_year = get(site, "/departments?year=2023").text
    assert 'href="/department/xs"' in of_year
    assert 'href="/department/wx"' not in of_year
    by_words = get(site, "/departments?q=%E9%AD%8F%E5%8E%BF+%E5%AE%A1%E6%89%B9").text
    assert 'href="/department/wx"' in by_words
    assert 'href="/department/xs"' not in by_words
    assert "没有结果" in get(site, "/departments?q=%25").text


def test_a_long_list_is_shown_page_by_page(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(departments, "PAGE_ROWS", 1)
    page = get(site, "/departments?year=2024").text
    assert page.count('href="/department/') == 1
    assert "year=2024&amp;start=1" in page
    assert get(site, "/departments?year=2024&start=1").text.count('href="/department/') == 1


def test_a_region_shows_the_regions_above_its_years_and_the_departments_below(site: Datasette) -> None:
    county, prefecture = get(site, "/region/130609").text, get(site, "/region/130600").text
    assert 'href="/region/130600">保定市' in county
    assert 'href="/region/130625">徐水县' in county
    for page in (county, prefecture):
        assert 'href="/department/xs"' in page
        assert 'href="/department/wx"' not in page
        assert 'href="?year=2023#departments"' in page
    assert 'href="/region/130609">徐水区' in prefecture
    assert 'href="/region/130609">徐水区' in get(site, "/region/130625").text
    assert 'href="/department/' not in get(site, "/region/130609?year=2019").text
    assert get(site, "/region/nowhere").status_code == 404


def test_a_department_leads_to_its_region(site: Datasette) -> None:
    assert 'href="/region/130609">徐水区' in get(site, "/department/xs").text


def test_a_department_is_shown_in_its_latest_year_or_the_one_asked_for(site: Datasette) -> None:
    latest, earlier = (get(site, f"/department/xs{year}").text.partition('id="projects"')[2].partition('id="duties"')[0]
                       for year in ("", "?year=2023"))
    assert 'href="/project/p2"' in latest
    assert 'href="/project/p1"' not in latest
    assert 'href="/project/p1"' in earlier
    assert '<b aria-current="page">2024</b>' in get(site, "/department/xs?year=1999").text


def test_another_department_stands_beside_it_called_by_id_name_or_a_part_of_it(site: Datasette) -> None:
    for called in ("wx", "魏县行政审批局", "魏县行政审批局（魏县）", "魏县"):
        page = get(site, f"/department/xs?with={quote(called)}&with_year=2024").text
        assert page.count('class="kb-profile"') == 4, called
        assert 'href="/project/p3"' in page
    several = get(site, f"/department/nowhere?with={quote('行政审批局')}").text
    assert "with=wx" in several
    assert "with=xs" in several
    assert "没有名称含" in get(site, "/department/xs?with=%3Cb%3E").text


def test_two_years_of_a_department_show_differences_and_the_same_project_in_one_row(site: Datasette) -> None:
    page = words(get(site, "/department/xs?year=2023&with=xs&with_year=2024").text)
    assert "支出合计 300.50 310.70 +10.20 +3.4 %" in page
    assert "热线经费 10.10 热线经费 12.30 +2.20" in page


def test_duties_with_the_same_words_on_both_sides_stand_once(flowing: Datasette) -> None:
    page = words(get(flowing, "/department/d?with=e").text)
    assert page.count("负责接访。") == 1
    assert "两边文字相同的职责：1 项" in page
    assert page.count("负责审批。") == 1


def test_a_duty_shows_its_projects_with_the_words_or_what_was_searched(site: Datasette) -> None:
    page = words(get(site, "/department/xs").text)
    assert "负责便民热线。 推断有项目 热线经费 10.10 万元" in page
    assert "未查到项目 查找了 1 个项目、1 个目标 · 最接近： 热线经费 （便民）" in page


def test_names_over_time_and_changes_are_told(site: Datasette) -> None:
    page = words(get(site, "/department/wx").text)
    assert "合并 审批中心 → 魏县行政审批局" in page
    renamed = words(get(site, "/department/xs").text)
    assert "区划更名 徐水县行政审批局 → 徐水区行政审批局 2014 → 2023 · 区划更名" in renamed


def test_indicators_say_how_many_are_shared_and_measurable(site: Datasette) -> None:
    page = words(get(site, "/department/xs?year=2024").text)
    assert "2 条指标，2 种 50 % 可衡量（数量或期限） 1 种指标与其他项目共用 1 种指标与其他部门共用" in page


def test_findings_stand_by_severity_and_hints_are_folded(site: Datasette) -> None:
    page = get(site, "/department/xs").text
    heads = [f'<summary><span class="kb-tag {severity}">' for severity in ("error", "warning", "info")]
    assert [page.index(head) for head in heads] == sorted(page.index(head) for head in heads)
    assert '<details><summary><span class="kb-tag info">' in page


def test_the_flow_leads_from_the_source_over_the_function_to_the_project(flowing: Datasette) -> None:
    page = get(flowing, "/department/d").text
    assert "财政拨款 → 行政运行：60.00 万元" in page
    assert "行政运行 → 基本支出：60.00 万元" in page
    assert "一般事务 → 大厅建设：30.00 万元" in page
    assert "一般事务 → 用于何项目未列示：10.00 万元" in page
    assert '<a href="/project/q">' in page
    assert "只有这一科目有项目支出" in page
    assert " style=" not in page


def test_money_whose_way_is_not_printed_passes_through_a_node_that_says_so_unless_there_is_one_source() -> None:
    functions = [Function("2010301", "行政运行", None, 60_000_000), Function("2010302", "一般事务", None, 40_000_000)]
    two = flow(Budget(sources={"fiscal": 90_000_000, "other": 10_000_000}, functions=functions), [], [])
    assert [(ribbon.source.key, ribbon.target.key, ribbon.fen // 1_000_000) for ribbon in two] == [
        ("fiscal", "function", 90), ("other", "function", 10), ("function", "2010301", 60), ("function", "2010302", 40)]
    assert {ribbon.ground for ribbon in two} == {"remainder"}
    one = flow(Budget(sources={"fiscal": 100_000_000}, functions=functions), [], [])
    assert [(ribbon.source.key, ribbon.target.key, ribbon.ground) for ribbon in one] == [
        ("fiscal", "2010301", "only_source"), ("fiscal", "2010302", "only_source")]


def test_no_column_of_the_flow_has_more_nodes_than_fit_and_widths_keep_proportion() -> None:
    functions = [Function(f"2{place:02}0101", "项", None, 1_000_000 * (place + 1)) for place in range(20)]
    whole = sum(function.total for function in functions)
    picture = drawing(flow(Budget(sources={"fiscal": whole}, functions=functions), [], []))
    boxes = [box for box in picture.boxes if box.node.column == FUNCTION]
    assert len(boxes) == MOST
    assert boxes[-1].node.count == 9
    assert sum(box.fen for box in boxes) == whole
    assert boxes[0].height / boxes[1].height == pytest.approx(20 / 19)


def test_without_functions_the_flow_leads_from_the_sources_of_projects_and_counts_each_once(
    flowing: Datasette,
) -> None:
    page = get(flowing, "/department/e").text
    assert "财政资金 → 接访经费：5.00 万元" in page
    assert "其他资金 → 接访经费：3.00 万元" in page
    assert "来源未列示 → 接访经费：1.00 万元" in page
    assert "一般公共预算 →" not in page


def test_documents_without_such_amounts_say_that_no_flow_can_be_drawn(site: Datasette) -> None:
    assert "文件没有列示可以连成流向" in get(site, "/department/nowhere").text


def test_final_accounts_stand_apart_from_the_budget_of_the_year(flowing: Datasette) -> None:
    budget, accounts = get(flowing, "/department/d").text, get(flowing, "/department/d?basis=accounts").text
    assert "100.00" in words(budget)
    assert "basis=accounts" in budget
    assert "77.00" in words(accounts)
    assert "77.00" not in words(budget)


def test_what_the_documents_do_not_print_is_told_and_is_not_nought(site: Datasette) -> None:
    page = get(site, "/department/nowhere?_language=en").text
    assert "The documents print no income by source." in page
    assert "not printed" in page
    assert "<script>alert" not in page


def test_there_is_no_page_of_an_unknown_department(site: Datasette) -> None:
    answer = get(site, "/department/nobody")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


@pytest.mark.parametrize("number", ["²", "-1", "1" * 5000, "x"])
@pytest.mark.parametrize("path", [
    "/department/xs?year=", "/documents?start=", "/document/x24?page=", "/indicator/c1?start=",
])
def test_what_is_no_number_in_an_address_counts_as_none(site: Datasette, path: str, number: str) -> None:
    assert get(site, path + number).status_code == 200
