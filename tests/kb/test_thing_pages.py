"""The pages of documents, projects and indicators: what they show, where they lead, that names mean no harm."""

import asyncio
import json
import re
from html import unescape
from typing import Any

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from published_sample import HOSTILE, publish

from kb import database
from kb.explore.addresses import PAGES, page_of
from kb.explore.pages.indicator import differing
from kb.explore.server import application
from kb.explore.sheets import MOST, blocks, sheets
from kb.schema import CHECK_PARTS

LONG = [
    {"id": f"long{n}", "document_id": "x23", "number": n, "page": 1 + n // 40, "kind": "row", "table_number": 1,
     "text": f"行{n} | 2", "cells": json.dumps([f"行{n}", "2"])}
    for n in range(1, 401)
]

OTHERS: dict[str, dict[str, object]] = {
    "checks": {"id": "plan.end", "topic": "projects", "severity": "warning", **{
        name: "x" for part in ("title", *CHECK_PARTS) for name in (part, f"{part}_zh")}},
    "assets": {"id": "as1", "name": "车辆", "quantity": 2, "position": 1},
    "disbursements": {"id": "db1", "month": 3, "percent": 24.0, "project_id": "p2"},
    "headcounts": {"id": "hc1", "name": "行政编制", "quantity": 12, "text": "行政编制12名。", "position": 1},
    "measures": {"id": "ms1", "text": "加强监督。", "department_id": "xs", "position": 1},
    "procurements": {"id": "pc1", "kind": "goods", "item": "计算机", "project_id": "p2", "position": 1},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder = publish(tmp_path_factory.mktemp("things") / "base")
    connection = database.connect(folder / "kb.db")
    database.insert(connection, "passages", LONG)
    database.insert(connection, "evidence", [
        {"id": "v1", "record_table": "indicators", "record_id": "i1", "passage_id": "long300"},
    ])
    database.insert(connection, "budget_lines", [
        {"id": f"c{n}", "document_id": "x23", "department_id": "xs", "form": "expenditure", "position": n,
         "code": "210", "name": "卫生健康支出", "item": item, "amount_wan": wan, "amount_fen": round(wan * 1_000_000),
         "classification_id": "functional-210"}
        for n, item, wan in [(1, "total", 45.0), (2, "basic", 40.0), (3, "total", 46.0)]
    ])
    for table, row in OTHERS.items():
        database.insert(connection, table, [row if table == "checks" else {"document_id": "x24", **row}])
    database.insert(connection, "passages", [
        {"id": "s5", "document_id": "n", "number": 3, "kind": "paragraph", "text": "另一段没有记录的话"},
    ])
    connection.execute("update documents set unread = 2 where id = 'n'")
    connection.execute("update findings set document_id = 'n', passage_id = 's3' where id = 'g1'")
    connection.commit()
    connection.close()
    return application(folder)


def get(site: Datasette, path: str) -> Any:
    return asyncio.run(site.client.get(path))


def page(site: Datasette, path: str, language: str = "zh") -> str:
    response = get(site, f"{path}{'&' if '?' in path else '?'}_language={language}")
    assert response.status_code == 200, response.text[:500]
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    return unescape(str(response.text))


def test_a_long_document_is_shown_sheet_by_sheet(site: Datasette) -> None:
    first, third = page(site, "/document/x23"), page(site, "/document/x23?page=3")
    assert '<tr id="p-long1"' in first
    assert "<td>行1</td>" in first
    assert 'id="p-long300"' not in first
    assert 'id="p-long300"' in third
    assert 'href="?page=3" aria-current="page"' in third
    for missing in ("/document/x23?page=9", "/document/x23?page=0", "/document/nothing", "/passage/nothing"):
        assert get(site, missing).status_code == 404


def test_a_passage_leads_to_its_sheet_and_back_to_its_facts(site: Datasette) -> None:
    assert get(site, "/passage/long300").headers["location"] == "/document/x23?page=3#p-long300"
    assert get(site, "/passage/s1").headers["location"] == "/document/x24#p-s1"
    shown = page(site, "/document/x24")
    assert '<a href="/project/p2">热线经费</a>' in shown
    assert '<a href="/target/i2">办结率 ≥95百分比</a>' in shown


def test_a_printed_page_is_found_by_its_number(site: Datasette) -> None:
    assert get(site, "/document/x23?at=8").headers["location"] == "/document/x23?page=3#page-8"
    assert 'id="page-8"' in page(site, "/document/x23?page=3")
    assert get(site, "/document/x23?at=999").status_code == 404


def test_readers_go_from_one_unread_passage_to_the_next(site: Datasette) -> None:
    shown = page(site, "/document/n", "en")
    first, second = re.findall(r'id="p-(\w+)" [^>]*class="doc-passage unread"', shown)
    assert f'<a href="/passage/{first}">First passage not understood</a>' in shown
    assert re.findall(r'class="doc-next" href="/passage/(\w+)"', shown) == [second]


def test_parts_of_a_project_are_found_on_its_page(site: Datasette) -> None:
    assert get(site, "/target/i2").headers["location"] == "/project/p2#f-i2"
    assert 'id="f-i2"' in page(site, "/project/p2")
    assert get(site, "/fund/f1").headers["location"] == "/project/p2#f-f1"
    assert get(site, "/goal/none").status_code == 404


@pytest.mark.parametrize("table", sorted(PAGES))
def test_every_address_shows_its_thing_or_leads_to_its_place(site: Datasette, table: str) -> None:
    rows = get(site, f"/kb/{table}.json?_shape=array").json()
    assert rows, f"the sample has no {table}"
    for row in rows:
        answer, anchor = get(site, page_of(table, row["id"])), ""
        while answer.status_code == 302:
            path, _, anchor = answer.headers["location"].partition("#")
            answer = get(site, path)
        assert not anchor or f'id="{anchor}"' in answer.text
        assert answer.status_code == 200, answer.text[:300]


def test_a_goal_of_a_department_has_a_page_with_its_duties(site: Datasette) -> None:
    shown = page(site, "/goal/o1", "en")
    assert '<a href="/duty/r2">负责交易平台。</a>' in shown
    assert '<a href="/department/xs">徐水区行政审批局</a>' in shown


def test_a_link_says_how_people_decide_it(site: Datasette) -> None:
    link = next(row for row in get(site, "/kb/links.json?_shape=array").json() if row["relation"] == "funded_by")
    shown = page(site, page_of("links", link["id"]), "en")
    assert f"funded_by,{link['source_id']},{link['target_id']},refused,…" in shown
    assert "Refuse" in shown


@pytest.mark.parametrize("path", ["/project/p2", "/indicator/c1", "/duty/r1", "/policy/y1", "/code/functional-210",
                                  "/finding/g1", "/document/x24", "/goal/o1"])
def test_a_thing_leads_to_its_graph_and_its_data(site: Datasette, path: str) -> None:
    shown = page(site, path)
    for target in re.search(r'<nav class="thing-data.*?</nav>', shown, re.DOTALL)[0].split('href="')[1:]:  # type: ignore[index]
        answer = get(site, target.partition('"')[0])
        assert answer.status_code == 200, target
    assert 'href="/graph?focus=' in shown


def test_what_was_not_understood_and_what_was_found_is_marked_at_its_passage(site: Datasette) -> None:
    shown = page(site, "/document/n", "en")
    assert re.search(r'id="p-s4" tabindex="-1" class="doc-passage unread"', shown)
    assert not re.search(r'id="p-s3" tabindex="-1" class="doc-passage unread"', shown)
    assert "Passages not understood: 2" in shown
    assert shown.count('href="/finding/g1"') == 2


def test_documents_are_chosen_by_region_year_and_coverage(site: Datasette) -> None:
    def chosen(query: str) -> list[str]:
        return re.findall(r'<td><a href="/document/(\w+)"', page(site, f"/documents?{query}"))

    assert sorted(chosen("")) == ["n", "w24", "x23", "x24"]
    assert chosen("region=130609&year=2024") == ["x24"]
    assert chosen("coverage=part") == ["x23"]
    assert chosen("year=nonsense") == []


def test_a_project_shows_its_money_targets_and_ties(site: Datasette) -> None:
    shown = page(site, "/project/p2")
    for said in ("12.30 万元", "财政资金", "12.00 万元", "运行费用", "≥95百分比", "≥ 95 %"):
        assert said in shown.replace("\xa0", " ")
    assert '<a href="/indicator/c1">4 个项目、3 个部门</a>' in shown
    assert re.search(r"负责便民热线。</a>\s*<span[^>]*>共有词语|负责便民热线。</a>\s*<span[^>]*>words：热线", shown)
    assert '<a href="/project/p1">热线经费</a>' in shown
    assert "2 个相同 · 不同之处（本项目 → 该项目）：" in shown
    assert "<li>办结率 ≥95% → ≥90%</li>" in shown
    assert "未列示：用途、支出进度计划、绩效目标</p>" in page(site, "/project/p3")
    assert re.search(r'/project/p1">热线经费</a>.*1 / 2</td><td class="kb-number">1</td>', shown)
    assert '<li><b><span class="kb-missing">未列示</span></b><span>金额</span></li>' in page(site, "/project/p5")


def test_copies_of_a_set_of_indicators_are_listed(site: Datasette) -> None:
    shown = page(site, "/project/p1", "en")
    assert "Projects with exactly these indicators" in shown
    assert "the same: 2 · differences (that project → this one):" in shown
    assert '<a href="/project/p3">管理运行经费</a>' in shown


def test_an_indicator_shows_who_uses_it_and_what_differs(site: Datasette) -> None:
    shown = page(site, "/indicator/c1", "en")
    assert shown.count('<tr id="f-') == 5
    assert "<ins>及时</ins>办结率" in shown
    assert '<a href="/project/p3">管理运行经费</a>' in shown
    assert '<a href="/indicator/c3">群众满意</a>' in page(site, "/indicator/c2")
    assert get(site, "/indicator/nothing").status_code == 404


def test_targets_of_an_indicator_are_drawn_and_sorted(site: Datasette) -> None:
    shown = page(site, "/indicator/c1?sort=value", "en")
    assert "<title>90 % × 1</title>" in shown
    assert "<title>95 % × 4</title>" in shown
    assert re.findall(r'<tr id="f-(i\d)"', shown)[0] == "i5"
    assert "thing-group" not in shown
    assert page(site, "/indicator/c1?sort=nonsense").count("thing-group") == 3
    assert "thing-strip" not in page(site, "/indicator/c2")


def test_a_duty_shows_who_pays_for_it_and_on_what_ground(site: Datasette) -> None:
    funded, other = page(site, "/duty/r1", "en"), page(site, "/duty/r2", "en")
    assert '<a href="/project/p2">热线经费</a>' in funded
    assert "<mark>热线</mark>" in funded
    assert "funded: inferred" in funded
    assert '<a href="/policy/y1">热线管理办法</a>' in funded
    assert "No project was found." in other
    assert "Searched for it: projects 1, goals 1, of" in other
    assert '<a href="/document/x24">徐水2024预算</a>' in other
    assert "shared words: 便民" in other
    assert '<a href="/goal/o1">提升交易平台</a>' in other
    assert "在2个项目中查找：交易、平台" in other
    assert "money was found for 1 of 2 specific duties" in other


def test_a_policy_shows_who_rests_on_it(site: Datasette) -> None:
    shown = page(site, "/policy/y1")
    assert "清政办〔2020〕5号" in shown
    for link in ("/department/xs|/kb/departments/xs", "/goal/o1", "/duty/r1", "/target/i3"):
        assert re.search(f'href="({link})"', shown)


def test_a_code_shows_its_names_and_the_money_printed_for_it(site: Datasette) -> None:
    shown = page(site, "/code/functional-210")
    assert re.search(r"医疗卫生支出</td><td class=\"kb-short\">2018</td>", shown)
    assert "2023–2024" in shown
    assert "45.00\xa0万元" in shown
    assert shown.count("支出总表") == 2
    assert '<a href="/project/p3">管理运行经费</a>' in page(site, "/code/functional-208")
    for missing in ("/duty/x", "/policy/x", "/code/x"):
        assert get(site, missing).status_code == 404


def test_a_finding_shows_its_places_what_differs_and_how_it_was_checked(site: Datasette) -> None:
    shown = page(site, "/finding/g2", "en")
    assert re.search(r"Expected</span><b>310.7</b>.*Printed</span><b>310.9</b>", shown, re.DOTALL)
    assert "<mark>一、便民热线运行经费绩效目标表</mark>" in shown
    assert '<a href="/line/b2">合计</a>' in shown
    copied = page(site, "/finding/g7", "en")
    assert '<a href="/passage/s2">魏县2024预算 · line 1</a>' in copied
    assert "<mark>管理运行经费\t200.00</mark>" in copied


def test_a_check_shows_its_shape(site: Datasette) -> None:
    shown = page(site, "/check/plan.end", "en")
    assert "SHACL shape 1</summary>" in shown
    assert "$this" in shown


@pytest.mark.parametrize("path", ["/project/p4", "/document/n", "/indicator/c1"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_names_are_text(site: Datasette, path: str, language: str) -> None:
    assert HOSTILE[:30] in page(site, path, language)


@given(st.lists(st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(0, 2))), max_size=900), st.booleans())
def test_sheets_hold_every_passage_once_and_none_is_too_long(shape: list[tuple[int, int | None]], paged: bool) -> None:
    place = 0
    passages = []
    for number, (step, table) in enumerate(shape, 1):
        place += step == 2
        passages.append({"number": number, "page": place if paged else None, "table_number": table})
    cut = sheets(passages)
    assert [n for sheet in cut for n in range(sheet.first, sheet.last + 1)] == list(range(1, len(passages) + 1))
    assert all(sheet.last - sheet.first < MOST for sheet in cut)


def test_rows_of_one_table_stand_together_and_other_passages_alone() -> None:
    passages = [
        {"kind": kind, "page": 1, "table_number": table, "number": number, "cells": None, "text": "x"}
        for number, (kind, table) in enumerate([("row", 1), ("row", 1), ("row", 2), ("paragraph", None), ("row", 2)])
    ]
    assert [len(block.passages) for block in blocks(passages)] == [2, 1, 1, 1]
    assert [block.table for block in blocks(passages)] == [True, True, False, True]


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_difference_of_two_names_says_both(one: str, two: str) -> None:
    pieces = differing(one, two)
    assert "".join(text for kind, text in pieces if kind != "removed") == two
    assert "".join(text for kind, text in pieces if kind != "added") == one
