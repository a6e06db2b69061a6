"""The labels of duties and of indicator sets speak of what the documents say: every duty, goal and project is there.

How well the program links is not asked here; `score_duties.py` prints it. With `KB_CORPUS` naming a folder of the
published originals, their labels are looked at, too.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from score_duties import DATA, RELATIONS, Score, duty_labels

from loaders import load
from loaders.records import Goal, Indicator, Project, Record, Responsibility
from loaders.values.wording import fold

LABELS = duty_labels()
SETS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "indicator_set_labels.json").read_text(encoding="utf-8")
)["documents"]
FOLDERS = [DATA, *(Path(folder) for folder in (os.environ.get("KB_CORPUS"),) if folder)]
PAPERS = (path for folder in FOLDERS for path in sorted(folder.iterdir()))
FILES = {path.stem: path for path in PAPERS if path.suffix not in (".md", ".csv")}
GLYPHS = str.maketrans({"≧": "≥", "≦": "≤"})


def records(stem: str) -> tuple[Record, ...]:
    return load(FILES[stem]).records


def of(kind: type[Any], said: Iterable[Record]) -> list[Any]:
    return [record for record in said if isinstance(record, kind)]


def targets(labels: dict[str, Any], side: str, relation: str) -> Iterator[str]:
    for item in labels.get(side, ()):
        for names in item.get(relation, {}).values():
            yield from names


@pytest.mark.parametrize("stem", LABELS)
def test_labels_name_what_they_list(stem: str) -> None:
    labels = LABELS[stem]
    assert labels["document"] == stem
    goals = {goal["title"] or goal["number"] for goal in labels.get("goals", ())}
    for side, relation in (("duties", "funded_by"), ("goals", "served_by")):
        assert set(targets(labels, side, relation)) <= set(labels["projects"])
    assert set(targets(labels, "duties", "pursued_by")) <= goals
    for item in (*labels.get("duties", ()), *labels.get("goals", ())):
        for relation in RELATIONS:
            sure, arguable = (set(item.get(relation, {}).get(how, ())) for how in ("sure", "arguable"))
            assert not sure & arguable, item
    assert {duty["kind"] for duty in labels.get("duties", ())} <= {"general", "specific", "open"}
    assert not any(duty.get("funded_by") for duty in labels.get("duties", ()) if duty["kind"] == "general")


@pytest.mark.parametrize("stem", sorted(LABELS.keys() & FILES.keys()))
def test_labelled_duties_goals_and_projects_are_printed(stem: str) -> None:
    labels, said = LABELS[stem], records(stem)
    duties = [(duty.number, duty.text) for duty in of(Responsibility, said)]
    for duty in labels.get("duties", ()):
        assert any(number == duty["number"] and text.startswith(duty["begins"]) for number, text in duties), duty
    assert len(labels.get("duties", ())) == len(duties)
    goals = {(goal.number, goal.title) for goal in of(Goal, said) if goal.scope == "item"}
    assert {(goal["number"], goal["title"]) for goal in labels.get("goals", ())} == goals
    if "projects_in_prose" not in labels and "with" not in labels:
        assert set(labels["projects"]) == {project.name for project in of(Project, said)}


@pytest.mark.parametrize("stem", sorted(SETS.keys() & FILES.keys()))
def test_labelled_sets_are_those_of_the_tables(stem: str) -> None:
    labels, sets = SETS[stem], defaultdict(list)
    for indicator in of(Indicator, records(stem)):
        if indicator.project:
            sets[indicator.project.position].append(indicator)
    assert (len(sets), sum(map(len, sets.values()))) == (labels["projects"], labels["indicators"])
    same = defaultdict(list)
    for rows in sets.values():
        same[tuple(sorted(map(str, map(whole, rows))))].append(rows[0].project.name)
    assert [names for names in same.values() if len(names) > 1] == labels["identical"]
    if "in_half" in labels:
        standing = Counter(definition for rows in sets.values() for definition in set(map(definition_of, rows)))
        half = {definition for definition, count in standing.items() if 2 * count >= len(sets)}
        assert half == {(fold(level2 or ""), fold(name)) for level2, name in labels["in_half"]}
        shares = {rows[0].project.name: share(rows, half) for rows in sets.values()}
        assert {name: value for name, value in shares.items() if value} == {
            name: Fraction(*parts) for name, parts in labels["shares"].items()
        }


def definition_of(row: Indicator) -> tuple[str, str]:
    return fold(row.level2 or ""), fold(row.name)


def whole(row: Indicator) -> tuple[str | None, ...]:
    """Definition and target of an indicator, with 百分比 as % and ≧ as ≥."""
    operator = (row.operator or "").translate(GLYPHS).strip("=＝")
    unit = unicodedata.normalize("NFKC", row.unit or "").replace("百分比", "%")
    value = fold(row.target or "") if row.value is None else f"{row.value}~{row.value_high}"
    return *definition_of(row), operator, value, unit


def share(rows: list[Indicator], half: set[tuple[str, str]]) -> Fraction:
    return Fraction(sum(definition_of(row) in half for row in rows), len(rows))


def test_arguable_pairs_are_neither_wrong_nor_missed() -> None:
    sure, arguable = {("d", "a"), ("d", "b")}, {("d", "c"), ("d", "e")}
    found = Score().count(sure, arguable, {("d", "a"), ("d", "c"), ("d", "f")})
    assert (found.right, found.wrong, found.missed) == ({("d", "a")}, {("d", "f")}, {("d", "b")})
    assert str(found) == "  50%   50%   50%"


def test_nothing_to_find_and_nothing_found_is_no_score() -> None:
    assert str(Score().count(set(), {("d", "a")}, {("d", "a")})) == "    -     -     -"
