"""The reconciliation service as OpenRefine meets it: manifest, batches, suggestions, previews, values, refusals."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from markupsafe import escape
from published_sample import HOSTILE, publish

from kb.explore.server import application
from kb.schema import DEFAULT_BASE, NAMESPACE

Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = publish(tmp_path_factory.mktemp("matched") / "base")
    clients = {cors: application(folder, cors).client for cors in (True, False)}

    def asked(method: str = "GET", path: str = "", cors: bool = True, **words: Any) -> httpx.Response:
        words["headers"] = {"Accept-Language": "en", **words.get("headers", {})}
        return asyncio.run(clients[cors].request(method, f"/reconcile{path}", **words))

    return asked


def candidates(ask: Ask, query: object) -> list[dict[str, Any]]:
    reply = ask("POST", data={"queries": json.dumps({"q": query})})
    assert reply.status_code == 200, reply.text
    found: list[dict[str, Any]] = reply.json()["q"]["result"]
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    return found


def names(found: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    return [(one["id"], one["match"]) for one in found]


def test_the_manifest_says_where_everything_is(ask: Ask) -> None:
    told = ask(headers={"Accept": "application/json, text/javascript, */*; q=0.01"}).json()
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == f"{DEFAULT_BASE}id/"
    assert told["schemaSpace"] == NAMESPACE
    assert {"id": "Department", "name": "Department"} in told["defaultTypes"]
    assert told["view"]["url"] == "http://localhost/id/{{id}}"
    assert "{{id}}" in told["preview"]["url"]
    assert "${id}" in told["suggest"]["entity"]["flyout_service_path"]
    for service in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        path = (service["service_url"] + service["service_path"]).removeprefix("http://localhost/reconcile")
        assert ask(path=f"{path}?prefix=a&type=Project").status_code == 200


@pytest.mark.parametrize("sent", ["projects%2Fp1", "projects/p1"])
def test_an_entity_leads_to_its_page(ask: Ask, sent: str) -> None:
    reply = ask(path=f"/../id/{sent}", headers={"Accept": "text/html"})
    assert reply.headers["location"] == "/project/p1"


def test_the_only_one_of_a_name_is_a_match(ask: Ask) -> None:
    found = candidates(ask, {"query": "魏县行政审批局", "type": "Department"})
    assert found[0] == {
        "id": "departments/wx", "name": "魏县行政审批局", "description": "魏县 · 2024", "score": 100.0, "match": True,
        "type": [{"id": "Department", "name": "Department"}], "features": [{"id": "name", "value": 100.0}],
    }
    assert names(found[1:]) == [("departments/xs", False), ("departments/nowhere", False)]
    assert 50 < found[1]["score"] < 95


@pytest.mark.parametrize(("words", "kind", "expected"), [
    (" 魏县　行政审批局 ", "Department", "departments/wx"),
    ("210", "Classification", "classifications/functional-210"),
    ("２１０", "Classification", "classifications/functional-210"),
    ("医疗卫生支出", "Classification", "classifications/functional-210"),
    ("projects/p3", "Project", "projects/p3"), ("p3", "Project", "projects/p3"), ("130434", "Region", "regions/130434"),
    ("无主", "Project", "projects/p5"), ("办结", "IndicatorConcept", "indicator_concepts/c1"),
])
def test_other_widths_codes_former_names_and_ids_are_found(ask: Ask, words: str, kind: str, expected: str) -> None:
    assert candidates(ask, {"query": words, "type": kind})[0]["id"] == expected


def test_two_of_one_name_are_no_match_until_a_property_tells_them_apart(ask: Ask) -> None:
    query: dict[str, Any] = {"query": "热线经费", "type": "Project", "limit": 2}
    assert sorted(names(candidates(ask, query))) == [("projects/p1", False), ("projects/p2", False)]
    query["properties"] = [{"pid": "fiscalYear", "v": 2024}]
    found = candidates(ask, query)
    assert names(found) == [("projects/p2", True), ("projects/p1", False)]
    assert [one["score"] for one in found] == [100.0, 50.0]
    assert {"id": "fiscalYear", "value": False} in found[1]["features"]


@pytest.mark.parametrize(("name", "value", "agreed"), [
    ("region", "魏县", True), ("region", "130434", True), ("region", {"id": "regions/130434"}, True),
    ("region", "130400", False), ("region", ["徐水区", "魏县"], True), ("region", "徐水区", False),
    ("department", "魏县行政审批局", True), ("department", {"id": "departments/xs"}, False),
    ("fiscalYear", "2024", True),
])
def test_properties_are_given_by_name_code_or_entity(ask: Ask, name: str, value: object, agreed: bool) -> None:
    asked = {"query": "管理运行经费", "type": "Project", "properties": [{"pid": name, "v": value}]}
    found = candidates(ask, asked)[0]
    assert found["id"] == "projects/p3"
    assert {"id": name, "value": agreed} in found["features"]
    assert found["match"] is agreed


def test_nothing_is_a_match_where_a_given_property_is_unknown(ask: Ask) -> None:
    asked = {"query": "无主项目", "properties": [{"pid": "fiscalYear", "v": 2024}]}
    assert names(candidates(ask, asked))[0] == ("projects/p5", False)


def test_a_batch_is_answered_by_get_as_by_post(ask: Ask) -> None:
    batch = {"queries": json.dumps({"a": {"query": "办结率"}, "b": {"query": "没有这样的名称吧", "limit": 3}})}
    by_get, by_post = ask(params=batch), ask("POST", data=batch)
    assert by_get.json() == by_post.json()
    assert by_get.json()["b"] == {"result": []}


@pytest.mark.parametrize(("batch", "status", "sentence"), [
    ("{", 400, "`queries` is no JSON."), ("[]", 400, "`queries` must be a JSON object."),
    ('{"a": 1}', 400, "Query 'a' is no object."), ('{"a": {}}', 400, "Query 'a' has neither `query` nor `properties`."),
    ('{"a": {"query": "x", "limit": -1}}', 400, "In query 'a', `limit` must be a number from 1 on."),
    ('{"a": {"query": "x", "type": "Nothing"}}', 400, "There is no type 'Nothing': choose from Department"),
    ('{"a": {"query": "x", "properties": [{"pid": "nothing", "v": 1}]}}', 400, "There is no property 'nothing'"),
    ("[" * 30_000, 400, "`queries` is no JSON."),
    (json.dumps({str(n): {"query": "x"} for n in range(51)}), 413, "A batch holds at most 50 queries, not 51."),
    ("x" * 300_000, 413, "The query is longer than 200,000 bytes: shorten it."),
])
def test_a_batch_that_cannot_be_answered_is_told_why(ask: Ask, batch: str, status: int, sentence: str) -> None:
    reply = ask("POST", data={"queries": batch})
    assert reply.status_code == status
    assert reply.json()["message"].startswith(sentence)


@pytest.mark.parametrize("words", ["\ud800", "\x00", '"', "%", "(", "NEAR(a b)", "费", "=1+1", HOSTILE, "x" * 5000])
def test_odd_names_have_an_answer(ask: Ask, words: str) -> None:
    candidates(ask, {"query": words or "x"})


def test_other_methods_and_forms_are_refused(ask: Ask) -> None:
    assert ask("PUT").status_code == 405
    assert ask("POST").status_code == 415
    assert ask("POST", data={"nothing": "asked"}).status_code == 400


def test_pages_of_other_sites_ask_only_where_the_server_allows_it(ask: Ask) -> None:
    for path in ("", "/suggest/entity?prefix=x", "/properties"):
        assert ask(path=path).headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-origin" not in ask(path=path, cors=False).headers
    assert ask("OPTIONS").headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"


def test_values_are_fetched_for_matched_things(ask: Ask) -> None:
    wanted = {"ids": ["projects/p2", "departments/wx", "projects/nobody"],
              "properties": [{"id": "region"}, {"id": "fiscalYear"}, {"id": "amountWan"}, {"id": "department"}]}
    told = ask("POST", data={"extend": json.dumps(wanted)}).json()
    assert [one["id"] for one in told["meta"]] == ["region", "fiscalYear", "amountWan", "department"]
    assert told["meta"][3]["type"] == {"id": "Department", "name": "Department"}
    assert told["rows"] == {
        "projects/p2": {
            "region": [{"id": "regions/130609", "name": "徐水区"}], "fiscalYear": [{"int": 2024}],
            "amountWan": [{"float": 12.3}], "department": [{"id": "departments/xs", "name": "徐水区行政审批局"}],
        },
        "departments/wx": {
            "region": [{"id": "regions/130434", "name": "魏县"}], "fiscalYear": [{"int": 2024}], "amountWan": [],
            "department": [],
        },
        "projects/nobody": {"region": [], "fiscalYear": [], "amountWan": [], "department": []},
    }


@pytest.mark.parametrize(("extend", "status"), [
    ("{", 400), ("{}", 400), ('{"ids": ["projects/p1"], "properties": [{"id": "nothing"}]}', 400),
    (json.dumps({"ids": ["x"] * 1001, "properties": []}), 413),
])
def test_a_wrong_request_for_values_is_told_why(ask: Ask, extend: str, status: int) -> None:
    reply = ask("POST", data={"extend": extend})
    assert (reply.status_code, reply.json()["status"]) == (status, "error")


def test_suggestions_while_somebody_types(ask: Ask) -> None:
    found = ask(path="/suggest/entity", params={"prefix": "热线", "type": "Project"}).json()["result"]
    assert {one["id"] for one in found} == {"projects/p1", "projects/p2"}
    assert found[0]["notable"] == [{"id": "Project", "name": "Project"}]
    rest = ask(path="/suggest/entity", params={"prefix": "热线", "type": "Project", "cursor": "1"}).json()["result"]
    assert rest == found[1:]
    assert ask(path="/suggest/entity", params={"prefix": "projects/p3"}).json()["result"][0]["id"] == "projects/p3"
    properties = ask(path="/suggest/property", params={"prefix": "amount"}).json()["result"]
    assert "amountWan" in [one["id"] for one in properties]
    types = ask(path="/suggest/type", params={"prefix": "proj"}).json()["result"]
    assert types == [{"id": "Project", "name": "Project"}]


def test_properties_are_proposed_for_a_type(ask: Ask) -> None:
    told = ask(path="/properties", params={"type": "Project", "limit": "3"}).json()
    assert (told["type"], told["limit"], len(told["properties"])) == ("Project", 3, 3)
    assert ask(path="/properties", params={"type": "Nothing"}).status_code == 400


def test_only_the_preview_may_be_shown_in_a_frame_and_it_holds_no_script(ask: Ask) -> None:
    card = ask(path="/preview?id=" + quote("projects/p4", safe=""))
    assert "x-frame-options" not in card.headers
    assert card.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "frame-ancestors http: https:" in card.headers["content-security-policy"]
    assert "<script" not in card.text
    assert str(escape(HOSTILE)) in card.text
    for path in ("", "/preview?id=projects/nobody", "/../departments", "/../kb/projects", "/suggest/type"):
        page = ask(path=path, headers={"Accept": "text/html"})
        assert page.headers["x-frame-options"] == "DENY", path
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    flyout = ask(path="/flyout?id=projects/p4").json()
    assert flyout["id"] == "projects/p4"
    assert "<script" not in flyout["html"]


def test_a_person_gets_a_page_with_the_address_and_a_box_to_try(ask: Ask) -> None:
    person = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = ask(headers=person).text
    assert 'value="http://localhost/reconcile"' in page
    assert "Start it again with kb serve --cors" not in page
    assert "Start it again with kb serve --cors" in ask(headers=person, cors=False).text
    tried = ask(params={"name": "魏县行政审批局", "kind": "Department"}, headers=person).text
    assert '<a href="/department/wx">魏县行政审批局</a> <span class="kb-tag good">the only one</span>' in tried
    assert "<script>alert" not in ask(params={"name": HOSTILE}, headers=person).text
