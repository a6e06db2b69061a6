-- number: 1a
-- title-zh: 哪些项目使用完全相同的绩效指标？
-- title-en: Which projects share identical indicators?
-- about-zh: 定义（二级指标与名称）、比较符、数值和单位都相同的指标，算作同一个指标；没有指标值的不计。scope 是相距最远的两处：同一项目、文件、部门、年度、地区或跨地区。
-- about-en: Indicators are identical when definition (level 2 and name), comparator, value and unit agree; one without a target is identical to nothing. The scope says how far apart the farthest two stand: in one project, document or department, in other years, departments or regions.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter indicator = "" : 指标名称中的文字 : text in the name of the indicator
-- parameter minimum = "" integer : 至少多少个项目，空为 2 : at least how many projects; empty for 2
with chosen as (
  select i.signature, i.concept_id, i.target, i.project_id, i.department_id,
         p.name as project, coalesce(d.name, '') as department
  from indicators i
  join projects p on p.id = i.project_id
  left join departments d on d.id = i.department_id
  left join regions r on r.id = d.region_code
  where i.signature is not null
    and (:department = '' or instr(d.name, :department) > 0)
    and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
    and (:year = '' or p.fiscal_year = :year)
    and (:indicator = '' or instr(i.name, :indicator) > 0)
),
shared as (
  select signature, min(concept_id) as concept_id, min(target) as target,
         count(distinct project_id) as projects, count(distinct department_id) as departments
  from chosen
  group by signature
  having projects >= 2 and (:minimum = '' or projects >= cast(:minimum as integer))
),
department_lists as (
  select distinct signature, group_concat(department, '、') over one as department_names
  from (select distinct signature, department from chosen where signature in (select signature from shared))
  window one as (partition by signature order by department rows between unbounded preceding and unbounded following)
),
project_lists as (
  select distinct signature, group_concat(project, '、') over one as project_names
  from (
    select signature, project, min(department) as department
    from chosen where signature in (select signature from shared)
    group by signature, project
  )
  window one as (
    partition by signature order by department, project rows between unbounded preceding and unbounded following
  )
),
-- Put together by grouping: SQLite would join the three lists row by row, each with each.
together as (
  select signature, max(concept_id) as concept_id, max(target) as target, max(projects) as projects,
         max(departments) as departments, max(department_names) as department_names,
         max(project_names) as project_names
  from (
    select signature, concept_id, target, projects, departments, null as department_names, null as project_names
    from shared
    union all
    select signature, null, null, null, null, department_names, null from department_lists
    union all
    select signature, null, null, null, null, null, project_names from project_lists
  )
  group by signature
)
select c.name as indicator, c.level2, t.target, t.projects, t.departments,
       s.scope, t.department_names, t.project_names, t.concept_id, t.signature
from together t
join indicator_concepts c on c.id = t.concept_id
left join indicator_signatures s on s.id = t.signature
order by t.projects desc, t.departments desc, c.name, t.signature
