-- number: 1b
-- title-zh: 哪些指标几乎一样，差别在哪里？
-- title-en: Which indicators are near copies, and what differs?
-- about-zh: 所衡量的相同而对象只差一处、只差数字或只差无关紧要的字（near_copy），或同名而二级指标不同（same_name_other_level）的指标定义两两对照；evidence 是差别所在，scope 是相距最近的两处：同一项目、文件、部门，或其他年度、部门、地区。
-- about-en: Pairs of indicator definitions that measure the same of subjects that differ in one place, in numbers or in words without meaning (near_copy), or of one name at two levels (same_name_other_level); the evidence is what differs, the scope says how near the nearest two stand: in one project, document or department, or in other years, departments or regions.
-- parameter indicator = "" : 任一指标名称中的文字 : text in the name of either indicator
-- parameter department = "" : 任一使用部门名称中的文字 : text in the name of a department that uses either
-- parameter relation = "" : near_copy 或 same_name_other_level，空为两者 : near_copy or same_name_other_level; empty for both
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter scope = "" : 范围，如 other_department，空为全部 : a scope such as other_department; empty for all
with used as (
  select distinct i.concept_id
  from indicators i
  join documents o on o.id = i.document_id
  left join departments d on d.id = i.department_id
  left join regions r on r.id = d.region_code
  where (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
    and (:year = '' or o.fiscal_year = :year)
),
pairs as (
  select l.relation, l.method, l.scope, l.score, a.name as indicator, b.name as other, l.evidence,
         a.level2, b.level2 as other_level2, a.project_count as projects, b.project_count as other_projects,
         (
           select group_concat(name, '、')
           from (
             select distinct d.name from indicators i join departments d on d.id = i.department_id
             where i.concept_id = a.id order by d.name
           )
         ) as departments,
         (
           select group_concat(name, '、')
           from (
             select distinct d.name from indicators i join departments d on d.id = i.department_id
             where i.concept_id = b.id order by d.name
           )
         ) as other_departments,
         l.source_id as concept_id, l.target_id as other_concept_id, l.id as link_id
  from links l
  join indicator_concepts a on a.id = l.source_id
  join indicator_concepts b on b.id = l.target_id
  where l.source_table = 'indicator_concepts' and l.target_table = 'indicator_concepts'
    and l.relation in ('near_copy', 'same_name_other_level')
    and (:relation = '' or l.relation = :relation)
    and (:scope = '' or l.scope = :scope)
    and (:region = '' and :year = '' or a.id in (select concept_id from used) or b.id in (select concept_id from used))
    and (:indicator = '' or instr(a.name, :indicator) > 0 or instr(b.name, :indicator) > 0)
)
select *
from pairs
where :department = '' or instr(departments, :department) > 0 or instr(other_departments, :department) > 0
order by relation, score desc, indicator, other, link_id
