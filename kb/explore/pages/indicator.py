"""One indicator: its definition, who uses it with which targets, near copies, the same name at other levels."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby

from kb.explore.charts import strip
from kb.explore.grounds import passage, ties
from kb.explore.site import Asked, Content, Page

HEAD = """
select c.*, (select count(*) from indicators where concept_id = c.id) as uses from indicator_concepts c where c.id = ?
"""
TARGETS = """
select s.id, s.target, s.operator, s.value, s.value_high, s.unit, count(*) as uses
from indicators i left join indicator_signatures s on s.id = i.signature where i.concept_id = ?
group by coalesce(s.id, '') order by uses desc, s.target limit 50
"""
USES = f"""
select i.*, p.name as project, coalesce(p.fiscal_year, d.fiscal_year) as year, n.name as department, r.name as region,
  coalesce(d.title, d.path) as document, {passage('indicators', 'i.id')} as passage_id
from indicators i left join projects p on p.id = i.project_id
left join departments n on n.id = i.department_id
join documents d on d.id = i.document_id
left join regions r on r.code = coalesce(n.region_code, d.region_code)
where i.concept_id = :id and (:target = '' or i.signature = :target)
"""
ORDERS = {
    "region": "r.name, n.name, year, p.name", "value": "i.value is null, i.unit, i.value, r.name, n.name",
    "year": "year, r.name, n.name, p.name",
}
"""By what the uses may be sorted."""
VALUES = """
select unit, value, count(*) as uses from indicators where concept_id = ? and value is not null
group by unit, value order by unit, value limit 1000
"""
DESCRIPTIONS = """
select description, count(*) as uses from indicators
where concept_id = ? and description not in ('', name) group by 1 order by 2 desc, 1 limit 20
"""
OTHERS = """
select c.id, c.name, c.level2, c.project_count, c.department_count from indicator_concepts c
where c.id in (select target_id from links where source_table = 'indicator_concepts' and source_id = :id
  union select source_id from links where target_table = 'indicator_concepts' and target_id = :id)
"""
SHOWN = 200
"""Uses on one page."""


async def content(asked: Asked) -> Content | None:
    """An indicator with all its uses."""
    shelf, identifier = asked.shelf, asked.names["id"]
    head = await shelf.row(HEAD, [identifier])
    if head is None:
        return None
    start = asked.number("start")
    key = {"id": identifier, "target": asked.word("target"), "most": SHOWN + 1, "start": min(start, 10**9)}
    sort = asked.word("sort") if asked.word("sort") in ORDERS else "region"
    uses = await shelf.rows(f"{USES} order by {ORDERS[sort]}, i.position, i.id limit :most offset :start", key)
    values = groupby(await shelf.rows(VALUES, [identifier]), key=lambda row: row["unit"])
    tied = await ties(shelf, "indicator_concepts", identifier)
    others = {row["id"]: row for row in await shelf.rows(OTHERS, {"id": identifier})}
    return {
        "concept": head, "targets": await shelf.rows(TARGETS, [identifier]), "target": key["target"],
        "descriptions": await shelf.rows(DESCRIPTIONS, [identifier]),
        "uses": [(region, list(own)) for region, own in groupby(
            uses[:SHOWN], key=lambda row: row["region"] if sort == "region" else None)],
        "sort": sort, "sorts": tuple(ORDERS),
        "strips": [(unit, dots) for unit, own in values
                   if (dots := strip([(row["value"], row["uses"]) for row in own]))],
        "following": start + SHOWN if len(uses) > SHOWN else None,
        "near": [(link, others[link["far_id"]], differing(head["name"], link["label"]))
                 for link in tied.get("near_copy", ())],
        "levels": [others[link["far_id"]] for link in tied.get("same_name_other_level", ())],
    }


def differing(name: str, other: str) -> list[tuple[str, str]]:
    """The other name in pieces: the same (`same`), only there (`added`), only in the first name (`removed`).

    >>> differing("办结率", "及时办结率")
    [('added', '及时'), ('same', '办结率')]
    """
    pieces: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, name, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", other[k:m]))
            continue
        pieces += [(said, text) for said, text in (("removed", name[i:j]), ("added", other[k:m])) if text]
    return pieces


PAGE = Page(r"/indicator/(?P<id>[^/]+)$", "kb/indicator.html", content, styles=("things.css",))
