"""Words to begin with, taken from the knowledge base itself: for the search box, and for questions that need a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.explore.shelf import Shelf

DEPARTMENTS = """
select d.name from departments d join projects p on p.department_id = d.id group by d.id order by count(*) desc, d.name
limit 20
"""
INDICATORS = """
select name from indicator_concepts where project_count > 0 order by project_count desc, indicator_count desc, id
limit 50
"""
PRINTED = f"""
select name from ({INDICATORS.replace("select name", "select name, id")}) c where exists (
  select 1 from indicators i join evidence e on e.record_table = 'indicators' and e.record_id = i.id
  join passages p on p.id = e.passage_id where i.concept_id = c.id and instr(p.text, c.name) > 0)
"""
"""Those that stand in a passage word for word."""
PROJECTS = "select name from projects where amount_fen is not null order by amount_fen desc, id limit 50"
POLICIES = "select title from policies order by citation_count desc, id limit 20"
CODES = """
select c.code from classification_names n join classifications c on c.id = n.classification_id
where c.scheme = 'functional' and length(c.code) = 7 order by n.document_count desc, c.code limit 1
"""
DUTIES = """
select l.evidence from links l join responsibilities r on r.id = l.source_id
where l.relation = 'funded_by' and r.kind = 'specific' and instr(r.text, l.evidence) > 0
order by l.score desc, l.id limit 50
"""
YEARS = "select distinct fiscal_year from documents where fiscal_year is not null order by 1 desc limit 2"
WORD = re.compile(r"\w{2,12}")
"""What is short and free of signs, so that people read it as a word."""


@dataclass(frozen=True, slots=True)
class Examples:
    """`words` for the search box; `known` by parameter (`code`), or by question and parameter (`duty.words`)."""

    words: Sequence[str]
    known: Mapping[str, str]

    def of(self, question: str, parameter: str) -> str:
        """An example for the parameter of a question; empty where there is none."""
        return self.known.get(f"{question}.{parameter}") or self.known.get(parameter, "")


async def examples(shelf: Shelf) -> Examples:
    """What people can ask of this knowledge base; nothing where it holds nothing of the kind."""

    async def word(sql: str) -> str:
        names = [str(row[0]) for row in await shelf.rows(sql)]
        return next((name for name in names if WORD.fullmatch(name)), "")

    department, project, indicator = [await word(sql) for sql in (DEPARTMENTS, PROJECTS, INDICATORS)]
    years = [str(row[0]) for row in await shelf.rows(YEARS)]
    return Examples(
        [one for one in (department, project, indicator) if one],
        {
            "where-is.words": await word(PRINTED), "duty.words": await word(DUTIES), "policy": await word(POLICIES),
            "code": await word(CODES), "to": years[0] if years else "", "from": years[1] if len(years) > 1 else "",
        },
    )
