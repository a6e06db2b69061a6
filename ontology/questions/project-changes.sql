-- number: 6b
-- title-zh: 一个项目的预算逐年怎样变化？
-- title-en: How did a project's budget change from year to year?
-- about-zh: 同一部门、同一名称的项目，与最近的较早年度相比。
-- about-en: Projects of one department and one name, compared with the nearest earlier year.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter project = "" : 项目名称中的文字 : text in the name of the project
with figures as (
  select distinct p.department_id, p.name, p.fiscal_year, p.amount_fen
  from projects p
  where p.department_id is not null and p.fiscal_year is not null and p.amount_fen is not null
    and (:project = '' or instr(p.name, :project) > 0)
),
years as (
  select *, lag(fiscal_year) over (partition by department_id, name order by fiscal_year) as earlier_year
  from (select distinct department_id, name, fiscal_year from figures)
)
select d.name as department, f.name as project, f.fiscal_year, f.amount_fen / 1000000.0 as amount_wan,
       e.fiscal_year as earlier_year, e.amount_fen / 1000000.0 as earlier_wan,
       (f.amount_fen - e.amount_fen) / 1000000.0 as change_wan, f.department_id
from figures f
join years y using (department_id, name, fiscal_year)
join departments d on d.id = f.department_id
left join regions r on r.id = d.region_code
left join figures e on e.department_id = f.department_id and e.name = f.name and e.fiscal_year = y.earlier_year
where (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
order by department, f.department_id, project, f.fiscal_year, amount_wan, earlier_wan
