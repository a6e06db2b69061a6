"""The pages of departments: money by source and function, duties, what is missing, another year beside it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from published_sample import HOSTILE, publish

from kb import database
from kb.explore.pages import departments
from kb.explore.server import application


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
    latest, earlier = get(site, "/department/xs").text, get(site, "/department/xs?year=2023").text
    assert 'href="/project/p2"' in latest
    assert 'href="/project/p1"' not in latest
    assert 'href="/project/p1"' in earlier
    assert get(site, "/department/xs?year=1999").text.count("<b>2024</b>") == 1


def test_another_department_stands_beside_it(site: Datasette) -> None:
    page = get(site, "/department/xs?with=wx&with_year=2024").text
    assert page.count('class="kb-profile"') == 2
    assert 'href="/project/p3"' in page


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
