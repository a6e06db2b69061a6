"""Projects: their sum against project expenditure, their sources of money, their plan of spending."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kb.checks.figures.rounding import exceeds, sums_to
from kb.checks.finding import Finding, Severity, passage_of, summed, wan

PROJECT = f"p.id, p.document_id, p.name, p.amount_fen, {passage_of('projects', 'p.id')}"
FUNDS = f"select {PROJECT}, f.source, f.amount_fen as part from projects p join funds f on f.project_id = p.id" \
    " where p.amount_fen is not null order by p.document_id, p.position, p.id, f.source"
PLANS = f"select {PROJECT}, x.month, x.percent from projects p join disbursements x on x.project_id = p.id" \
    " where x.percent is not null order by p.document_id, p.position, p.id, x.month"
SUMS = """
select p.document_id, sum(p.amount_fen) as counted, count(*) as projects,
  (select max(b.amount_fen) from budget_lines b where b.document_id = p.document_id and b.form = 'expenditure'
   and b.item = 'project' and b.code is null having count(*) = 1) as printed,
  (select max(t.amount_fen) from statements t where t.document_id = p.document_id and t.item = 'project'
   having count(distinct t.amount_fen) = 1) as said
from projects p group by p.document_id having count(*) = count(p.amount_fen) order by p.document_id
"""
OF_TREASURY = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
"""Sources that stand below 财政资金 where both are printed."""
COMPLETE = ("其他资金", "单位资金", "社会投入资金")
"""Sources that are printed last: with one of them the list is complete."""
DECEMBER = 12
PACE = {3: 25, 6: 50, 9: 75, 10: 75}
"""Percent of the year's money that reviewers expect to be planned by the end of a month of the form."""


def projects_add_up(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `project.sum`: the amounts of all projects of a document add up to its project expenditure.

    Why: a project without goals, or goals of a project that has no money, shows here. Tolerance: rounding.
    Severity: warning when the projects exceed it, info when they fall short (small projects need no goal table).
    Excluded: documents with a project without an amount, or with several figures of project expenditure.
    """
    for row in connection.execute(SUMS):
        total = row["printed"] if row["printed"] is not None else row["said"]
        if total is not None and not sums_to(total, [row["counted"]]):
            place = "the expenditure table" if row["printed"] is not None else "the text"
            yield Finding(
                rule="project.sum", severity="warning" if row["counted"] > total else "info",
                document_id=row["document_id"], subject_table="documents", subject_id=row["document_id"],
                message=f"the sum of {row['projects']} projects differs from project expenditure in {place}",
                expected=wan(total), actual=wan(row["counted"]),
            )


def sources_add_up(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `project.funds`: the sources of a project's money add up to its amount.

    Why: the form prints the amount and its parts side by side. Tolerance: rounding. Excluded: sums below the amount
    where the list of sources may be incomplete; sources that stand below 财政资金.
    """
    for _, group in groupby(connection.execute(FUNDS), key=lambda row: row["id"]):
        rows = list(group)
        named = {row["source"] for row in rows}
        rows = [row for row in rows if not ("财政资金" in named and row["source"] in OF_TREASURY)]
        amounts, total = [row["part"] or 0 for row in rows], rows[0]["amount_fen"]
        if not sums_to(total, amounts) and (exceeds(amounts, total) or named & set(COMPLETE)):
            message = f"the amount of “{rows[0]['name']}” differs from {' + '.join(row['source'] for row in rows)}"
            yield _finding("project.funds", "error", rows[0], message, summed(amounts), wan(total))


def plans_rise_to_the_end(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rules `plan.falls` and `plan.end`: the cumulative plan of spending never falls, and says 100 % for December.

    Why: the percentages are of the whole amount, by the end of a month. Severity: a December that says another figure
    is an error, a plan without December a warning. Excluded: projects without any percentage.
    """
    for _, group in groupby(connection.execute(PLANS), key=lambda row: row["id"]):
        rows = list(group)
        yield from _falls(rows)
        last, name = rows[-1], rows[-1]["name"]
        if last["month"] != DECEMBER:
            message = f"the plan of “{name}” ends in month {last['month']}"
            yield _finding("plan.end", "warning", last, message, "100 % in month 12", _percent(last))
        elif abs(last["percent"] - 100) > 1e-9:
            message = f"the plan of “{name}” differs from 100 % at its end"
            yield _finding("plan.end", "error", last, message, "100 %", _percent(last))


def plans_keep_pace(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rule `plan.pace`: a quarter of the money is planned for each quarter of the year (`PACE`).

    Why: reviewers in finance bureaus ask for even progress, and return plans of 24 % in March. A hint, no fault: money
    for one purchase late in the year is spent late. Severity: info; only the first month behind is named.
    """
    for _, group in groupby(connection.execute(PLANS), key=lambda row: row["id"]):
        behind = next((row for row in group if row["percent"] < PACE.get(row["month"], 0)), None)
        if behind is not None:
            message = f"the plan of “{behind['name']}” is behind the calendar in month {behind['month']}"
            yield _finding("plan.pace", "info", behind, message, f"{PACE[behind['month']]} %", _percent(behind))


def _falls(rows: Sequence[sqlite3.Row]) -> Iterator[Finding]:
    for before, row in pairwise(rows):
        if row["percent"] < before["percent"]:
            message = f"the plan of “{row['name']}” falls from month {before['month']} to month {row['month']}"
            yield _finding("plan.falls", "error", row, message, f"at least {_percent(before)}", _percent(row))


def _percent(row: sqlite3.Row) -> str:
    return f"{row['percent']:g} %"


def _finding(rule: str, severity: Severity, row: sqlite3.Row, message: str, expected: str, actual: str) -> Finding:
    return Finding(
        rule=rule, severity=severity, document_id=row["document_id"], subject_table="projects", subject_id=row["id"],
        message=message, expected=expected, actual=actual, passage_id=row["passage_id"],
    )
