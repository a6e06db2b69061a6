-- number: 4
-- title-zh: 哪些指标含糊、没有量化，或者放错了级别、与本单位和预算矛盾？
-- title-en: Which indicators are vague, unmeasured, at the wrong level, or contradict their own unit or budget?
-- about-zh: 检查规则（indicator.…）报告的指标，加上指标值只有文字（measure.quality）或没有指标值（measure.missing）的指标。
-- about-en: Indicators that a check (indicator.…) reports, and those whose target is words only (measure.quality) or not printed (measure.missing).
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter reason = "" : 原因的开头，如 indicator. : the beginning of the reason, such as indicator.
with doubts as (
  select rule as reason, severity, case when subject_table = 'indicators' then subject_id end as indicator_id,
         document_id, passage_id, message
  from findings
  where rule glob 'indicator.*'
  union all
  select 'measure.' || measure, 'info', id, document_id, null, null
  from indicators
  where measure in ('quality', 'missing')
)
select x.reason, x.severity, i.name as indicator, i.level1, i.level2, i.target, p.name as project,
       d.name as department, o.fiscal_year, x.message, s.text as passage, x.document_id, x.indicator_id
from doubts x
left join indicators i on i.id = x.indicator_id
left join documents o on o.id = x.document_id
left join passages s on s.id = x.passage_id
left join projects p on p.id = i.project_id
left join departments d on d.id = coalesce(i.department_id, o.department_id)
left join regions r on r.id = d.region_code
where (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
  and (:reason = '' or instr(x.reason, :reason) = 1)
order by x.reason, department, project, i.position, x.indicator_id, x.document_id, x.message
