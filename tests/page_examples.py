"""An address of every page of a knowledge base: `{department}` and the like stand for a row that has much to show."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

PAGES = (
    "/", "/search", "/search?q=经费", "/search?q=经费&kind=projects&year=2024", "/search?q=无此词语",
    "/departments", "/region/{region}", "/department/{department}",
    "/department/{department}?with={other_department}", "/documents", "/document/{document}", "/project/{project}",
    "/indicator/{indicator}", "/duty/{duty}", "/duty/{general_duty}", "/policy/{policy}", "/code/{code}", "/checks",
    "/line/{line}", "/link/{link}",
    "/check/{check}", "/finding/{finding}", "/question/shared-indicators", "/question/where-is?words=无此词语",
    "/graph", "/graph?focus=departments:{department}", "/sparql", "/ontology",
    "/ontology/Project", "/shapes", "/dataset",
    "/reconcile", "/reconcile?name=行政审批局",
)
"""Pages of ours."""
RARE = (
    "/asset/{asset}", "/citation/{citation}", "/headcount/{headcount}", "/set/{set}", "/measure/{measure}",
    "/statement/{statement}", "/procurement/{procurement}",
)
"""More records, made as those above; what means harm is tried on them, too."""
LEADING = (
    "/passage/{passage}", "/disbursement/{disbursement}", "/fund/{fund}", "/goal/{goal}", "/target/{target}",
    "/signature/{signature}", "/evidence/{evidence}", "/id/projects/{project}",
)
"""Addresses that only lead to one of these pages."""
DATASETTE = (
    "/kb", "/kb/projects?_size=5", "/kb/projects?name__contains=经费&_facet=fiscal_year&_size=3",
    "/kb/projects/{project}", "/kb/unread?_size=5", "/kb/shared-indicators", "/kb/where-is?words=热线",
    "/kb?sql=select+name+from+projects+limit+3",
)
"""Datasette's own pages: a database, tables, a row, a view, questions and a query."""

ROWS = {
    "region": "select region_code from departments where region_code is not null order by 1",
    "department": "select department_id from projects group by 1 order by count(*) desc",
    "other_department": "select department_id from projects group by 1 order by count(*) desc limit 1 offset 1",
    "document": "select document_id from projects group by 1 order by count(*) desc",
    "project": "select project_id from indicators group by 1 order by count(*) desc",
    "indicator": "select concept_id from indicators group by 1 order by count(*) desc",
    "duty": "select source_id from links where source_table = 'responsibilities' group by 1 order by count(*) desc",
    "general_duty": "select id from responsibilities where kind = 'general' order by 1",
    "policy": "select id from policies order by citation_count desc",
    "code": "select c.id from classifications c left join budget_lines b on b.classification_id = c.id group by 1 "
            "order by count(b.id) desc",
    "check": "select check_id from findings where check_id is not null group by 1 order by count(*) desc",
    "finding": "select id from findings where passage_id is not null order by id",
    "passage": "select passage_id from evidence group by 1 order by count(*) desc",
    "disbursement": "select id from disbursements", "fund": "select id from funds",
    "goal": "select id from goals order by project_id is null", "target": "select id from indicators",
    "procurement": "select id from procurements", "signature": "select id from indicator_signatures",
    "evidence": "select id from evidence", "line": "select id from budget_lines order by code is null",
    "link": "select id from links where relation = 'funded_by'", "asset": "select id from assets",
    "citation": "select id from citations", "headcount": "select id from headcounts",
    "set": "select id from indicator_sets", "measure": "select id from measures",
    "statement": "select id from statements",
}


def rows(folder: Path) -> dict[str, str]:
    """The rows of the knowledge base in `folder` for the places in the addresses."""
    connection = sqlite3.connect(f"{(folder / 'kb.db').as_uri()}?mode=ro", uri=True)
    try:
        found = {name: connection.execute(query).fetchone() for name, query in ROWS.items()}
    finally:
        connection.close()
    return {name: quote(str(row[0]), safe="") for name, row in found.items() if row is not None}
