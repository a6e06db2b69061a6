-- number: 3
-- title-zh: 一个项目的钱从哪里来，用哪些指标说明？
-- title-en: Where does a project's money come from, and which indicators justify it?
-- about-zh: 每个项目的每种资金来源一行，附全部指标；金额足以确定时，附列支的功能科目及依据；没有印出来源的，来源为空。
-- about-en: One row for each source of a project's money, with all its indicators and, where amounts allow one answer, the functional code that pays for it; a project that prints no source has an empty one.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter project = "" : 项目名称中的文字 : text in the name of the project
select d.name as department, p.name as project, p.fiscal_year, p.amount_wan, f.source, f.amount_wan as source_wan,
       (select count(*) from indicators i where i.project_id = p.id) as indicators,
       (
         select group_concat(line, '；')
         from (
           select i.name || coalesce(' ' || i.target, '') as line
           from indicators i where i.project_id = p.id
           order by i.position, i.id
         )
       ) as indicator_names,
       c.code as function_code, c.name as function_name, l.method as financed_by, p.id as project_id
from projects p
left join departments d on d.id = p.department_id
left join regions r on r.id = d.region_code
left join funds f on f.project_id = p.id
left join links l on l.source_table = 'projects' and l.source_id = p.id and l.relation = 'financed_under'
left join classifications c on c.id = l.target_id
where (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1
       or r.code in (select f.successor_code from regions f where instr(f.name, :region) > 0 or instr(f.code, :region) = 1))
  and (:year = '' or p.fiscal_year = :year)
  and (:project = '' or instr(p.name, :project) > 0)
order by department, p.fiscal_year, project, project_id, f.source, source_wan
