"""How much of what justifies a project is printed for most projects of its department."""

from __future__ import annotations

import sqlite3

SMALLEST = 3
"""Projects with indicators from which a department's plan of one year shows what is usual there."""

SHARES = """
with used as materialized (
  select distinct coalesce(p.department_id || '/' || p.fiscal_year, p.document_id) as plan, p.id as project,
         p.name, i.concept_id as concept
  from projects p join indicators i on i.project_id = p.id
),
plans as materialized (
  select plan, count(distinct name) as projects from used group by plan having count(distinct name) >= :smallest
),
usual as materialized (
  select plan, concept from used join plans using (plan)
  group by plan, concept having count(distinct name) >= 2 and count(distinct name) * 2 >= projects
)
select used.project, round(avg(usual.concept is not null), 4)
from used join plans on plans.plan = used.plan
left join usual on usual.plan = used.plan and usual.concept = used.concept
group by used.project order by used.project
"""


def set_boilerplate(connection: sqlite3.Connection) -> None:
    """Fill `projects.boilerplate_share`: of a project's indicator definitions, the share that at least half of its
    department's projects of the year use, too. Two documents that print one project count it once. Projects without
    indicators, and those of departments with less than three such projects, have no share.
    """
    shares = connection.execute(SHARES, {"smallest": SMALLEST}).fetchall()
    connection.executemany("update projects set boilerplate_share = ? where id = ?", [(s, p) for p, s in shares])
