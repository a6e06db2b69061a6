-- number: 4
-- title-zh: 哪些指标含糊、没有量化，或者放错了级别、与本单位和预算矛盾？
-- title-en: Which indicators are vague, unmeasured, at the wrong level, or contradict their own unit or budget?
-- about-zh: 以 indicator. 开头的检查规则的结果，附指标、指标值、应有值、实际值和原文；涉及一个项目多个指标的，只列项目。
-- about-en: Findings of the rules that begin with indicator., with the indicator, its target, what was expected and what is printed; one about several indicators of a project names the project alone.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter rule = "" : 规则的开头，如 indicator.level : the beginning of the rule, such as indicator.level
select f.rule, f.severity, i.name as indicator, i.level1, i.level2, i.target, p.name as project,
       d.name as department, o.fiscal_year, f.message, f.expected, f.actual, s.text as passage,
       f.document_id, i.id as indicator_id, f.id as finding_id
from findings f
left join indicators i on f.subject_table = 'indicators' and i.id = f.subject_id
left join projects p on p.id = case f.subject_table when 'projects' then f.subject_id else i.project_id end
left join documents o on o.id = f.document_id
left join passages s on s.id = f.passage_id
left join departments d on d.id = coalesce(i.department_id, o.department_id)
left join regions r on r.id = d.region_code
where f.rule glob 'indicator.*'
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
  and (:rule = '' or instr(f.rule, :rule) = 1)
order by f.rule, department, project, i.position, indicator_id, f.document_id, f.message, f.id
