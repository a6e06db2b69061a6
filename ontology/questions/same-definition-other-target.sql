-- number: 1e
-- title-zh: 哪些指标定义相同，而目标值或单位不同？
-- title-en: Which indicators have one definition, but different targets or units?
-- about-zh: 每个目标值一行，targets 是同一定义的不同目标值个数，scope 是该定义相距最远的两处：同一项目、文件、部门、年度、地区或跨地区。没有目标值的指标不计。
-- about-en: One row for each target; targets tells how many the definition has, the scope how far apart the definition is used: in one project, document or department, in other years, departments or regions. Indicators without a target do not count.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter indicator = "" : 指标名称中的文字 : text in the name of the indicator
-- parameter minimum = "" integer : 至少多少个不同目标值，空为 2 : at least how many different targets; empty for 2
with chosen as (
  select i.signature, i.concept_id, i.project_id, p.name as project, d.name as department
  from indicators i
  join documents o on o.id = i.document_id
  left join projects p on p.id = i.project_id
  left join departments d on d.id = i.department_id
  left join regions r on r.id = d.region_code
  where i.signature is not null
    and (:department = '' or instr(d.name, :department) > 0)
    and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
    and (:year = '' or o.fiscal_year = :year)
    and (:indicator = '' or instr(i.name, :indicator) > 0)
),
varied as (
  select concept_id, count(distinct signature) as targets
  from chosen
  group by concept_id
  having targets >= coalesce(nullif(:minimum, ''), 2)
),
used as (
  select signature, count(*) as indicators, count(distinct project_id) as projects
  from chosen
  where concept_id in (select concept_id from varied)
  group by signature
),
department_lists as (
  select signature, group_concat(department, '、') as department_names
  from (
    select distinct signature, department from chosen
    where signature in (select signature from used) and department is not null order by signature, department
  )
  group by signature
),
project_lists as (
  select signature, group_concat(project, '、') as project_names
  from (
    select distinct signature, project from chosen
    where signature in (select signature from used) and project is not null order by signature, project
  )
  group by signature
)
select c.name as indicator, c.level2, v.targets, s.target, s.unit, u.indicators, u.projects, c.scope,
       dl.department_names, pl.project_names, s.concept_id, s.id as signature
from used u
join indicator_signatures s on s.id = u.signature
join indicator_concepts c on c.id = s.concept_id
join varied v on v.concept_id = s.concept_id
left join department_lists dl on dl.signature = u.signature
left join project_lists pl on pl.signature = u.signature
order by v.targets desc, c.name, s.concept_id, u.indicators desc, s.id
