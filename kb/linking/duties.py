"""Duties to goals and projects, and item goals to projects, within one body and year.

Each project keeps only the duties, and only the goals, that match it best: weaker matches of the same words would
claim one sum of money for several duties. Missing a link is better than claiming a false one. General duties get none.
A duty whose goal a project serves is funded `through_goal`, when both steps are sure enough.

What was searched is written to each specific duty, found or not: how many projects and item goals of which documents,
and the project that came nearest without being linked.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kb.linking.judging import Judged
from kb.linking.matching import EXCLUSIVE, IN_TEXT, THRESHOLD, Match, Wording
from kb.linking.plans import INDEXES, Duty, ItemGoal, NamedProject, Plan, plans
from kb.linking.rarity import Rarity, of_corpus
from kb.links import Link, store

EXPLICIT = ("same_phrase", "duty_table")
"""Methods by which the document itself ties a duty to a project."""
SURELY = 0.85
"""Score from which a project serves a goal surely enough to pay for the duty that the goal pursues."""
SEARCHED = """
update responsibilities set searched_projects = ?, searched_goals = ?, searched_documents = ?, nearest_project_id = ?,
nearest_score = ?, nearest_words = ? where id = ?
"""
FUNDING = f"""
update responsibilities set funding = coalesce((select iif(max(method in {EXPLICIT}), 'explicit', 'inferred') from links
where source_id = responsibilities.id and relation = 'funded_by' group by source_id), 'none')
"""


@dataclass(slots=True)
class Found:
    """The links of one plan, and for each duty the nearest project among those that are not linked to it."""

    funded: dict[tuple[str, str], Match] = field(default_factory=dict)
    pursued: dict[tuple[str, str], Match] = field(default_factory=dict)
    served: dict[tuple[str, str], Match] = field(default_factory=dict)
    nearest: dict[str, tuple[Match, NamedProject]] = field(default_factory=dict)


def link_duties(connection: sqlite3.Connection, judged: Judged) -> None:
    """Store all links of duties, item goals and projects, and tell of each duty what was searched and found."""
    for name, columns in INDEXES.items():
        connection.execute(f"create index {name} on {columns}")
    rarity = of_corpus(connection)
    for plan in plans(connection):
        if plan.duties or (plan.goals and plan.projects):
            found = search(plan, rarity, judged)
            store(connection, judged.undecided(_links(found, {goal.id: goal.label for goal in plan.goals})))
            _tell(connection, plan, found)
    for name in INDEXES:
        connection.execute(f"drop index {name}")
    set_funding(connection)


def set_funding(connection: sqlite3.Connection) -> None:
    """Mark each duty: `explicit`, `inferred` or `none`.

    `explicit` is the document's own word only. A link that people confirmed is their reading of it, so the duty is
    `inferred`; the link tells by its method `decision` who says so.
    """
    connection.execute("create index linking_sources on links (source_id)")
    connection.execute(FUNDING)
    connection.execute("drop index linking_sources")


def search(plan: Plan, rarity: Rarity, judged: Judged) -> Found:
    """What belongs together in one plan. Pairs that people decided count for nothing here."""
    found = Found()
    duties = Wording(rarity, plan.common, tuple(sorted({duty.text for duty in plan.duties})))
    goals = Wording(rarity, plan.common, tuple(sorted({goal.text for goal in plan.goals})))
    titles = Wording(rarity, plan.common, tuple(sorted({goal.title for goal in plan.goals})))
    for project in plan.projects:
        _fund(plan, project, duties, judged, found)
        _serve(plan, project, goals, titles, judged, found)
    for goal in plan.goals:
        _pursue(plan, goal, duties, judged, found)
    return found


def _fund(plan: Plan, project: NamedProject, wording: Wording, judged: Judged, found: Found) -> None:
    matches: dict[str, Match] = {}
    for duty in plan.duties:
        if judged.bars("funded_by", duty.id, project.id):
            continue
        match = wording.name_in(project, duty.sentences, plan.own_topics(duty))
        if match is not None:
            matches[duty.id] = match
    best = _best(matches, plan.duties)
    for duty_id, match in matches.items():
        if duty_id in best:
            found.funded[duty_id, project.id] = match
        elif duty_id not in found.nearest or found.nearest[duty_id][0].score < match.score:
            found.nearest[duty_id] = match, project


def _best(matches: dict[str, Match], records: Sequence[Duty | ItemGoal]) -> set[str]:
    """What holds by name or topic; else what says most of the name, unless too many say it equally well."""
    texts = {record.id: record.text for record in records}
    many = max(2, len(set(texts.values())) // 3)
    holding = {one: match for one, match in matches.items() if match.holds}
    named = {one for one, match in holding.items() if match.method != "shared_words"}
    best = max((match.score for match in holding.values()), default=None)
    equal = {one for one, match in holding.items() if match.score == best}
    return named or (equal if len({texts[one] for one in equal}) <= many else set())


def _serve(plan: Plan, project: NamedProject, goals: Wording, heads: Wording, judged: Judged, found: Found) -> None:
    titles: dict[str, Match] = {}
    texts: dict[str, Match] = {}
    for goal in plan.goals:
        if judged.bars("served_by", goal.id, project.id):
            continue
        title = heads.name_in(project, (goal.title,), strict=False)
        text = goals.name_in(project, goal.sentences, strict=False)
        if title is not None and title.holds:
            titles[goal.id] = title
        if text is not None and text.holds:
            texts[goal.id] = replace(text, score=text.score * IN_TEXT)
    named = [{one: match for one, match in kind.items() if match.method == "same_phrase"} for kind in (titles, texts)]
    matches = named[0] or named[1] or titles or texts
    found.served |= {(goal, project.id): matches[goal] for goal in sorted(_best(matches, plan.goals))}


def _pursue(plan: Plan, goal: ItemGoal, wording: Wording, judged: Judged, found: Found) -> None:
    matches: dict[str, Match] = {}
    for duty in plan.duties:
        if judged.bars("pursued_by", duty.id, goal.id):
            continue
        match = wording.pursues(goal, duty, plan.own_topics(duty))
        if match is not None and match.weight >= EXCLUSIVE:
            matches[duty.id] = replace(match, score=max(match.score, THRESHOLD))
    found.pursued |= {(duty, goal.id): matches[duty] for duty in sorted(_best(matches, plan.duties))}


def _links(found: Found, goals: dict[str, str]) -> Iterator[Link]:
    for (duty, project), match in found.funded.items():
        yield _link("responsibilities", duty, "funded_by", "projects", project, match)
    for (duty, goal), match in found.pursued.items():
        yield _link("responsibilities", duty, "pursued_by", "goals", goal, match)
    for (goal, project), match in found.served.items():
        yield _link("goals", goal, "served_by", "projects", project, match)
    yield from _through_goals(found, goals)


def _through_goals(found: Found, goals: dict[str, str]) -> Iterator[Link]:
    """Duties with the projects that serve a goal of theirs, where no project is linked by the same goal directly."""
    serving: dict[str, list[tuple[str, Match]]] = defaultdict(list)
    for (goal, project), match in found.served.items():
        serving[goal].append((project, match))
    best: dict[tuple[str, str], Match] = {}
    for (duty, goal), pursued in found.pursued.items():
        for project, served in serving[goal]:
            score = pursued.score * served.score
            before = best.get((duty, project))
            if served.score < SURELY or (duty, project) in found.funded or score < THRESHOLD:
                continue
            if not before or before.score < score:
                words = f"{goals[goal]}（{'、'.join(pursued.words)}；{'、'.join(served.words)}）"
                best[duty, project] = Match("through_goal", score, (words,))
    for (duty, project), match in best.items():
        yield _link("responsibilities", duty, "funded_by", "projects", project, match)


def _tell(connection: sqlite3.Connection, plan: Plan, found: Found) -> None:
    documents = "\n".join(plan.documents)
    connection.executemany(SEARCHED, [
        (len(plan.projects), len(plan.goals), documents, *_nearest(duty, found), duty.id) for duty in plan.duties
    ])


def _nearest(duty: Duty, found: Found) -> tuple[str | None, float | None, str | None]:
    match, project = found.nearest.get(duty.id, (None, None))
    if match is None or project is None:
        return None, None, None
    return project.id, round(min(1.0, match.score), 4), "、".join(match.words)


def _link(source_table: str, source: str, relation: str, target_table: str, target: str, match: Match) -> Link:
    return Link(
        source_table=source_table, source_id=source, relation=relation, target_table=target_table,
        target_id=target, method=match.method, score=min(1.0, match.score), evidence="、".join(match.words),
    )
