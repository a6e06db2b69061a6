-- number: 6g
-- title-zh: 两个年度之间，哪些项目、职责和科目是新增、取消或更名的？
-- title-en: Between two years, which projects, duties and codes appeared, vanished or were renamed?
-- about-zh: 项目按编码、关联（same_project）和去掉本年度字样的名称对应，职责按全文，支出表的科目按编码；编码或关联相同而名称不同为更名。只比较两个年度都有同类内容的部门。含金额变动和细微文字差别的完整比较见 kb diff。
-- about-en: Projects are matched by code, by their link (same_project) and by name without the year; duties by their whole text; rows of expenditure tables by code. What keeps its code or link under another name was renamed. Only departments that have such things in both years are compared. For changed amounts and small differences of wording use kb diff.
-- parameter from = "2024" integer : 较早年度 : the earlier year
-- parameter to = "2025" integer : 较晚年度 : the later year
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter kind = "" : project、responsibility 或预算表名（如 expenditure） : project, responsibility, or a budget table (such as expenditure)
with things as materialized (
  select 'project' as kind, department_id, fiscal_year, id, code, name, amount_fen as fen,
         replace(replace(name, fiscal_year || '年度', ''), fiscal_year || '年', '') as known
  from projects
  union all
  select 'responsibility', s.department_id, o.fiscal_year, s.id, null, s.text, null, s.text
  from responsibilities s join documents o on o.id = s.document_id
  union all
  select b.form, b.department_id, o.fiscal_year, b.id, b.code, b.name, b.amount_fen, b.code
  from budget_lines b join documents o on o.id = b.document_id
  where b.form in ('expenditure', 'fiscal_expenditure', 'government_fund', 'state_capital') and b.item = 'total'
    and b.code is not null and b.unit is null and o.kind is not 'final_accounts'
),
two as materialized (
  select *, case fiscal_year when cast(:from as integer) then cast(:to as integer) else cast(:from as integer) end as other
  from things
  where department_id is not null and fiscal_year in (cast(:from as integer), cast(:to as integer)) and :from <> :to
    and (:kind = '' or kind = :kind)
),
same_projects as (
  select source_id as a, target_id as b from links where relation = 'same_project'
  union
  select target_id, source_id from links where relation = 'same_project'
),
pairs as (
  select e.id as earlier_id, l.id as later_id
  from two e join two l on l.kind = e.kind and l.department_id = e.department_id and l.fiscal_year = e.other
  where e.fiscal_year = cast(:from as integer) and (l.known = e.known or l.code = e.code)
  union
  select e.id, l.id from two e join same_projects s on s.a = e.id join two l on l.id = s.b
  where e.kind = 'project' and l.kind = 'project' and e.fiscal_year = cast(:from as integer)
    and l.fiscal_year = e.other and l.department_id = e.department_id
),
found as (
  select case t.fiscal_year when cast(:to as integer) then 'appeared' else 'vanished' end as result, t.kind,
         t.department_id, t.name, null as earlier_name, t.fiscal_year, t.fen, t.id
  from two t
  where t.id not in (select earlier_id from pairs union all select later_id from pairs)
    and exists (
      select 1 from two o where o.kind = t.kind and o.department_id = t.department_id and o.fiscal_year = t.other
    )
  union all
  select 'renamed', l.kind, l.department_id, l.name, e.name, l.fiscal_year, l.fen, l.id
  from pairs p join two e on e.id = p.earlier_id join two l on l.id = p.later_id
  where case l.kind when 'project' then l.known <> e.known else l.name <> e.name end
)
select d.name as department, f.result, f.kind, f.name, f.earlier_name, f.fiscal_year, f.fen / 1000000.0 as amount_wan,
       f.department_id, f.id as record_id
from found f
join departments d on d.id = f.department_id
left join regions r on r.id = d.region_code
where (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
order by department, f.department_id, f.kind, f.result, f.name, f.earlier_name, record_id
