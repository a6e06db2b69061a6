-- number: 1d
-- title-zh: 哪些项目的指标多为本部门各项目通用的指标？
-- title-en: Which projects are justified by indicators that most projects of the department use?
-- about-zh: share 是该项目的指标定义（共 indicators 条）中，本部门当年半数以上项目都用的所占的比例。有指标的项目不足三个的部门不列。
-- about-en: The share is that of a project's indicator definitions (of which it has so many indicators) which at least half of its department's projects of the year use. Departments with less than three projects with indicators are left out.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter minimum = "" integer : 至少百分之多少，空为大于 0 : at least how many percent; empty for more than 0
select d.name as department, p.fiscal_year, p.name as project, p.boilerplate_share as share,
       (select count(distinct i.concept_id) from indicators i where i.project_id = p.id) as indicators,
       o.title as document, p.document_id, p.id as project_id
from projects p
join documents o on o.id = p.document_id
left join departments d on d.id = p.department_id
left join regions r on r.id = d.region_code
where p.boilerplate_share > 0
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or p.fiscal_year = :year)
  and (:minimum = '' or p.boilerplate_share * 100 >= cast(:minimum as integer))
order by share desc, department, p.fiscal_year, project, project_id
