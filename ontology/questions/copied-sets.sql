-- number: 1c
-- title-zh: 哪些项目的整组指标相同或几乎相同，差别在哪里？
-- title-en: Which projects have the same set of indicators, or nearly the same, and what differs?
-- about-zh: kind 为 identical 时，各项目的指标和目标值全部相同；否则两组指标至少八成相同或只差一处（other_targets 只有目标值不同，other_costs 只有成本指标不同，other_indicators 还有指标不同），difference 是相同的指标数和各处差别。
-- about-en: Of kind identical, all indicators and targets of the projects agree. Else at least four fifths of two sets agree or are near copies: only targets differ (other_targets), only cost indicators (other_costs), or indicators, too (other_indicators); the difference tells how many are identical, and each that is not.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter minimum = "" integer : 至少多少个指标，空为 3 : at least how many indicators; empty for 3
with wanted as (
  select distinct p.indicator_set_id as set_id
  from projects p
  left join departments d on d.id = p.department_id
  left join regions r on r.id = d.region_code
  where p.indicator_set_id is not null
    and (:department = '' or instr(d.name, :department) > 0)
    and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
    and (:year = '' or p.fiscal_year = :year)
),
copied as (
  select 'identical' as kind, s.size as indicators, s.scope, null as score, null as difference,
         s.id as set_id, null as other_set_id
  from indicator_sets s
  where s.project_count >= 2 and s.size >= coalesce(nullif(:minimum, ''), 3)
    and s.id in (select set_id from wanted)
  union all
  select l.method, a.size, l.scope, l.score, l.evidence, a.id, b.id
  from links l
  join indicator_sets a on a.id = l.source_id
  join indicator_sets b on b.id = l.target_id
  where l.relation = 'near_identical_set' and a.size >= coalesce(nullif(:minimum, ''), 3)
    and (a.id in (select set_id from wanted) or b.id in (select set_id from wanted))
)
select kind, indicators, scope, score,
       (
         select group_concat(name, '、')
         from (select distinct p.name from projects p where p.indicator_set_id = set_id order by p.name)
       ) as project_names,
       (
         select group_concat(name, '、')
         from (select distinct p.name from projects p where p.indicator_set_id = other_set_id order by p.name)
       ) as other_project_names,
       difference, set_id, other_set_id
from copied
order by kind, indicators desc, set_id, other_set_id
