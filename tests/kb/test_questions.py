"""Saved questions answer alike in SQL and SPARQL; nothing that a reader types can change or reach anything."""

from pathlib import Path

import pytest
from published_sample import HOSTILE, publish

from kb.publishing import AnswerError, answer, questions
from kb.publishing.questions import QuestionFault, bind, defaults, parse


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("published") / "base")


ASKED: list[tuple[str, dict[str, str], int]] = [
    ("shared-indicators", {}, 1),
    ("shared-indicators", {"minimum": "4"}, 1),
    ("shared-indicators", {"minimum": "5"}, 0),
    ("shared-indicators", {"department": "徐水"}, 1),
    ("shared-indicators", {"department": "魏县"}, 0),
    ("shared-indicators", {"region": "1306"}, 1),
    ("shared-indicators", {"region": "县"}, 0),
    ("shared-indicators", {"year": "2024", "indicator": "办结"}, 1),
    ("near-copies", {}, 2),
    ("near-copies", {"department": "魏县"}, 2),
    ("near-copies", {"indicator": "满意"}, 1),
    ("near-copies", {"indicator": "办结", "relation": "near_copy"}, 1),
    ("near-copies", {"relation": "same_name_other_level", "indicator": "办结"}, 0),
    ("near-copies", {"scope": "same_document"}, 1),
    ("near-copies", {"region": "魏县"}, 2),
    ("near-copies", {"region": "1306", "year": "2023"}, 1),
    ("copied-sets", {}, 2),
    ("copied-sets", {"minimum": "4"}, 1),
    ("copied-sets", {"department": "徐水", "year": "2023"}, 2),
    ("copied-sets", {"department": "徐水", "year": "2025"}, 0),
    ("copied-sets", {"region": "130434", "minimum": "1"}, 2),
    ("boilerplate", {}, 2),
    ("boilerplate", {"minimum": "51"}, 1),
    ("boilerplate", {"department": "徐水", "region": "徐", "year": "2024"}, 1),
    ("same-definition-other-target", {}, 2),
    ("same-definition-other-target", {"minimum": "3"}, 0),
    ("same-definition-other-target", {"region": "13"}, 0),
    ("same-definition-other-target", {"department": "审批", "indicator": "办结"}, 2),
    ("same-definition-other-target", {"year": "2024"}, 0),
    ("unfunded-responsibilities", {}, 2),
    ("unfunded-responsibilities", {"kind": "general"}, 1),
    ("unfunded-responsibilities", {"funding": "all", "kind": "all"}, 5),
    ("unfunded-responsibilities", {"funding": "unsearched", "kind": "all"}, 1),
    ("unfunded-responsibilities", {"funding": "inferred"}, 1),
    ("unfunded-responsibilities", {"region": "徐水", "year": "2024", "department": "行政"}, 1),
    ("project-money", {}, 6),
    ("project-money", {"year": "2024", "region": "1304"}, 1),
    ("project-money", {"project": "热线", "department": "徐水"}, 3),
    ("doubtful-indicators", {}, 3),
    ("doubtful-indicators", {"rule": "indicator.copied", "department": "审批"}, 1),
    ("doubtful-indicators", {"rule": "indicator.", "year": "2024", "region": "130609"}, 1),
    ("contradictions", {}, 3),
    ("contradictions", {"severity": "error"}, 1),
    ("contradictions", {"rule": "year.", "department": "魏县", "year": "2024"}, 1),
    ("budget-changes", {}, 5),
    ("budget-changes", {"form": "expenditure"}, 2),
    ("budget-changes", {"region": "魏县", "department": "魏县"}, 1),
    ("project-changes", {}, 3),
    ("project-changes", {"project": "热线"}, 2),
    ("project-changes", {"department": "魏县", "region": "魏"}, 1),
    ("project-changes", {"region": "徐水县"}, 2),
    ("budget-changes", {"region": "130625"}, 4),
    ("project-money", {"region": "徐水县"}, 3),
    ("renamed-codes", {}, 2),
    ("renamed-codes", {"code": "208"}, 0),
    ("renamed-codes", {"code": "21", "name": "医疗"}, 2),
    ("department-changes", {}, 2),
    ("department-changes", {"department": "徐水", "kind": "division_renamed"}, 1),
    ("department-changes", {"kind": "renamed"}, 0),
    ("cited-policies", {}, 2),
    ("cited-policies", {"policy": "清政办", "minimum": "2"}, 1),
    ("cited-policies", {"minimum": "3"}, 0),
    ("policy-citations", {"policy": "热线"}, 3),
    ("policy-citations", {"policy": ""}, 0),
    ("policy-citations", {"policy": "〔2020〕5号", "department": "徐水", "year": "2024"}, 2),
    ("policy-citations", {"policy": "预算法"}, 1),
    ("stated-changes", {}, 2),
    ("stated-changes", {"item": "接待", "year": "2024", "department": "行政", "region": "13"}, 1),
    ("compare-counties", {}, 5),
    ("compare-counties", {"indicator": "满意"}, 2),
    ("compare-counties", {"region": "县", "year": "2024"}, 1),
    ("compare-counties", {"department": "徐水"}, 2),
    ("department-over-years", {}, 5),
    ("department-over-years", {"form": "balance", "item": "total", "department": "徐水", "region": "130609"}, 2),
    ("function-code", {}, 3),
    ("function-code", {"code": "", "name": "管理", "department": "徐水", "region": "1306", "year": "2024"}, 1),
    ("function-code", {"code": ""}, 0),
    ("duty", {}, 2),
    ("duty", {"words": " 负责  热线 ", "department": "徐水", "region": "徐水", "year": "2024"}, 2),
    ("duty", {"words": "负责 交易 平台", "kind": "all"}, 1),
    ("duty", {"words": "负责 交易 热线"}, 0),
    ("duty", {"words": "承办", "kind": "general"}, 1),
    ("duty", {"words": " "}, 0),
    ("appeared-vanished", {}, 0),
    ("appeared-vanished", {"from": "2023", "to": "2024"}, 3),
    ("appeared-vanished", {"from": "2024", "to": "2023", "kind": "expenditure", "department": "徐水"}, 3),
    ("appeared-vanished", {"from": "2023", "to": "2024", "region": "魏县"}, 0),
    ("appeared-vanished", {"from": "2024", "to": "2024"}, 0),
    ("where-is", {}, 6),
    ("where-is", {"words": ""}, 0),
    ("where-is", {"words": "热线", "department": "徐水", "year": "2024"}, 4),
    ("where-is", {"words": "<script>"}, 1),
]


@pytest.mark.parametrize(("name", "parameters", "rows"), ASKED)
def test_sql_and_sparql_give_the_same_answer(folder: Path, name: str, parameters: dict[str, str], rows: int) -> None:
    by_sql = answer(folder, name, parameters)
    assert answer(folder, name, parameters, language="sparql") == by_sql
    assert len(by_sql.rows) == rows


def test_every_question_and_every_parameter_is_asked_above() -> None:
    asked = {(name, parameter) for name, parameters, _ in ASKED for parameter in parameters}
    declared = {(q.name, p.name) for q in questions().values() for p in q.parameters}
    assert declared - asked == set()
    assert {name for name, _, _ in ASKED} == set(questions())


def row(folder: Path, name: str, **parameters: str) -> dict[str, object]:
    found = answer(folder, name, parameters)
    return dict(zip(found.columns, found.rows[0], strict=True))


def test_the_answers_say_what_the_documents_say(folder: Path) -> None:
    shared = row(folder, "shared-indicators")
    assert (shared["indicator"], shared["projects"], shared["departments"]) == ("办结率", 4, 2)
    assert shared["project_names"] == "无主项目、热线经费、管理运行经费"
    assert shared["scope"] == "other_region"
    identical, near = answer(folder, "copied-sets").rows
    names = "无主项目、热线经费、管理运行经费"
    assert identical == ("identical", 3, "other_region", None, names, None, None, "m1", None)
    difference = "2 ＝；办结率 ≥95% → ≥90%"
    assert near == ("other_targets", 4, "other_year", 1.0, "热线经费", names, difference, "m2", "m1")
    assert [found[2:5] for found in answer(folder, "same-definition-other-target").rows] == [
        (2, "≥95%", "%"), (2, "≥90%", "%"),
    ]
    change = answer(folder, "project-changes", {"project": "热线"})
    assert change.rows[1][2:7] == (2024, 12.3, 2023, 10.1, 2.2)
    assert row(folder, "project-money", department="魏县")["function_code"] == "208"
    cited = row(folder, "cited-policies", policy="热线")
    assert [cited[name] for name in ("citations", "goals", "responsibilities", "indicators")] == [3, 1, 1, 1]
    inferred = row(folder, "unfunded-responsibilities", funding="inferred")
    assert inferred["evidence"] == "funded_by 热线经费（便民）；funded_by 热线经费（热线）"
    unfunded = row(folder, "unfunded-responsibilities", department="徐水")
    assert (unfunded["evidence"], unfunded["state"]) == ("pursued_by 提升交易平台（交易平台）", "no project found")
    assert [unfunded[name] for name in unfunded if name.startswith(("searched", "nearest"))] == [
        1, 1, "xs2024.txt", "热线经费", 0.25, "便民"]
    unsearched = row(folder, "unfunded-responsibilities", funding="unsearched")
    assert unsearched["state"] == "no project of this body and year in the knowledge base"
    money = row(folder, "project-money", project="热线", year="2024")
    assert money["indicator_names"] == "办结率 ≥95百分比；群众满意 显著提高"
    years = answer(folder, "department-over-years", {"form": "expenditure"})
    assert years.rows[1][4:12] == ("合计", "total", 2024, 310.7, 2023, 300.5, 10.2, 3.39)
    code = answer(folder, "function-code", {"department": "徐水"})
    assert [one[7:10] for one in code.rows] == [(200.0, 300.5, 66.56), (210.0, 310.7, 67.59)]
    duty = answer(folder, "duty")
    assert [one[6:9] for one in duty.rows] == [("inferred", "热线经费", 10.1), ("inferred", "热线经费", 12.3)]
    became = answer(folder, "appeared-vanished", {"from": "2023", "to": "2024"})
    assert [one[1:7] for one in became.rows] == [
        ("appeared", "expenditure", "其他政府办公厅事务", None, 2024, 30.0),
        ("renamed", "expenditure", "一般管理事务", "一般行政管理事务", 2024, 70.7),
        ("vanished", "expenditure", "其他宣传事务", None, 2023, 40.0),
    ]
    place = row(folder, "where-is", words="热线")
    assert (place["path"], place["page"], place["first_line"], place["last_line"]) == ("xs2024.txt", 2, 7, 9)


ATTACKS = [
    "' or 1=1 --", '" } insert data { <a:a> <a:b> <a:c> } #', '") } # ', "\\", '\\" )', "%", "_", "*", "a\nb\r\tc",
    "?name", "';drop table projects;--", '")} union { ?a ?b ?c } values (?x) {("', "$department", HOSTILE,
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", ["project-money", "near-copies", "where-is"])
def test_a_parameter_is_only_ever_a_text(folder: Path, name: str, attack: str) -> None:
    parameters = {questions()[name].parameters[0].name: attack}
    by_sql = answer(folder, name, parameters)
    assert answer(folder, name, parameters, language="sparql") == by_sql
    assert len(by_sql.rows) == (1 if name == "where-is" and attack == HOSTILE else 0)


NEITHER = "This is no saved question, and neither SQL that reads nor SPARQL: begin with SELECT, WITH or PREFIX."


@pytest.mark.parametrize(("question", "parameters", "sentence"), [
    ("shared-indicator", {}, "There is no saved question 'shared-indicator'; did you mean shared-indicators?"),
    ("project-money", {"yaer": "1"}, "project-money has no parameter yaer; it has department, project, region, year."),
    ("project-money", {"year": "2024 or 1"}, "The parameter year takes a whole number, not '2024 or 1'."),
    ("project-money", {"year": "２０２４"}, "The parameter year takes a whole number, not '２０２４'."),
    ("tell me", {}, NEITHER),
    ("delete from projects", {}, NEITHER),
    ("with x as (select 1) delete from projects", {}, "Only reading is allowed: ask with SELECT."),
    ("select load_extension('x')", {}, "Only reading is allowed: ask with SELECT."),
    ("select 1; select 2", {}, "SQLite says: You can only execute one statement at a time."),
    ("select * from nowhere", {}, "SQLite says: no such table: nowhere."),
    ("select :a", {}, "SQLite says: You did not supply a value for binding parameter :a."),
    ("select zeroblob(1000000000)", {}, "SQLite says: string or blob too big."),
    ("select '\udc80'", {}, "The question holds bytes that are no text."),
    ("select * where { service <http://a.example/> { ?s ?p ?o } }", {},
     "SERVICE is refused: queries never reach the network."),
    ("prefix a: <a:> insert data { a:a a:a a:a }", {}, "Updates are refused: this store is for reading only."),
])
def test_what_gets_no_answer_gets_one_sentence(
    folder: Path, question: str, parameters: dict[str, str], sentence: str
) -> None:
    with pytest.raises(AnswerError) as refused:
        answer(folder, question, parameters)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("statement", [
    "pragma query_only = off", "attach ':memory:' as x", "vacuum into '/tmp/x.db'",
    "insert into projects default values", "select * from pragma_journal_mode('off')",
    "create temp table t (a)", "explain delete from projects", "values (1) union select writefile('x', 'y')",
])
def test_sql_only_reads(folder: Path, statement: str) -> None:
    with pytest.raises(AnswerError):
        answer(folder, statement)


def test_sql_and_sparql_of_ones_own(folder: Path) -> None:
    assert answer(folder, "-- mine\nselect name, name from regions where code = :c", {"c": "130434"}).rows == (
        ("魏县", "魏县"),
    )
    assert answer(folder, "select 1 as a, 2 as a").columns == ("a", "a_2")
    found = answer(folder, "select count(*) from passages_fts where passages_fts match escape_fts('热线')")
    assert found.rows == ((1,),)
    assert answer(folder, "# mine\nASK { ?p a bk:Project }").rows == ((True,),)
    regions = answer(folder, "select ?n { ?p a bk:Region; bk:name ?n } order by ?n").rows
    assert regions == (("徐水区",), ("徐水县",), ("魏县",))


def test_an_endless_question_is_ended(folder: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    with pytest.raises(AnswerError, match=r"^The question took longer than 0.05 seconds\.$"):
        answer(folder, endless, seconds=0.05)


def test_a_folder_without_a_knowledge_base_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match=r"is no knowledge base: it has no file kb\.db\.$"):
        answer(tmp_path, "project-money")


HEAD = "-- number: 1\n-- title-zh: 甲\n-- title-en: A\n-- about-zh: 乙\n-- about-en: B\n"


@pytest.mark.parametrize(("sql", "sparql", "sentence"), [
    ("-- number: 1\nselect 1", "", "a.sql does not say its about_en."),
    (HEAD + "-- note\nselect 1", "", "a.sql, line 6 is no line of a question's head: -- note"),
    (HEAD + '-- parameter x = "1" : 甲 : A\nselect 1', 'values (?wanted_x) { ("") }',
     "a.sql and a.rq do not declare the same parameters with the same defaults."),
])
def test_a_question_file_says_all_it_has_to_say(sql: str, sparql: str, sentence: str) -> None:
    with pytest.raises(QuestionFault) as fault:
        parse("a", sql, sparql)
    assert str(fault.value) == sentence


def test_both_files_of_a_question_have_the_same_title() -> None:
    for question in questions().values():
        assert question.sparql.startswith(f"# title-zh: {question.title_zh}\n# title-en: {question.title_en}\n")


def test_values_stand_where_the_defaults_stood() -> None:
    text = 'values (?wanted_a ?wanted_b) { ("x" "") }'
    assert bind(text, {"b": '"'}) == 'values (?wanted_a ?wanted_b) { ("x" "\\"") }'
    assert defaults(text) == {"a": "x", "b": ""}
