-- number: 6d
-- title-zh: 各县各部门在同一指标上有何不同？
-- title-en: How do counties and departments compare on one indicator?
-- about-zh: 同一定义的指标在各部门的指标值。不填指标名称时，只列至少两个部门使用的指标。
-- about-en: The targets that departments set for one indicator definition. Without a name, only indicators that two or more departments use.
-- parameter indicator = "" : 指标名称中的文字 : text in the name of the indicator
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
select c.name as indicator, c.level2, r.name as region, d.name as department, o.fiscal_year, p.name as project,
       i.target, i.operator, i.value, i.value_high, i.unit, i.concept_id, i.id as indicator_id
from indicators i
join indicator_concepts c on c.id = i.concept_id
join documents o on o.id = i.document_id
left join projects p on p.id = i.project_id
left join departments d on d.id = i.department_id
left join regions r on r.id = d.region_code
where case when :indicator = '' then c.department_count >= 2 else instr(c.name, :indicator) > 0 end
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
order by c.name, c.level2, i.concept_id, region, department, o.fiscal_year, project, i.position, indicator_id
