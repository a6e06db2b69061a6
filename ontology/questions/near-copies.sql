-- number: 1b
-- title-zh: 哪些指标几乎一样，差别在哪里？
-- title-en: Which indicators are near copies, and what differs?
-- about-zh: 名称只差几个字（near_copy），或同名而二级指标不同（same_name_other_level）的指标定义两两对照；evidence 是差别所在。
-- about-en: Pairs of indicator definitions whose names differ in a few characters (near_copy), or of one name at two levels (same_name_other_level); the evidence is what differs.
-- parameter indicator = "" : 任一指标名称中的文字 : text in the name of either indicator
-- parameter department = "" : 任一使用部门名称中的文字 : text in the name of a department that uses either
-- parameter relation = "" : near_copy 或 same_name_other_level，空为两者 : near_copy or same_name_other_level; empty for both
with pairs as (
  select l.relation, l.score, a.name as indicator, b.name as other, l.evidence,
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
    and (:indicator = '' or instr(a.name, :indicator) > 0 or instr(b.name, :indicator) > 0)
)
select *
from pairs
where :department = '' or instr(departments, :department) > 0 or instr(other_departments, :department) > 0
order by relation, score desc, indicator, other, link_id
