-- number: 9b
-- title-zh: 谁依据某一政策文件？
-- title-en: Who rests on a policy?
-- about-zh: 引用该政策的每一处：部门、年度、引用它的目标、职责或指标，以及文件中的位置；都不是时，引用它的是正文。
-- about-en: Every place that cites the policy: department, year, the goal, responsibility or indicator that cites it, and where it stands; where none of them does, the text cites it.
-- parameter policy = "规划" : 标题或文号中的文字（必填） : text in the title or the number (required)
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter year = "" integer : 预算年度 : budget year
select p.title as policy, p.number, d.name as department, o.fiscal_year,
       case when c.responsibility_id is not null then 'responsibility' when c.goal_id is not null then 'goal'
            when c.indicator_id is not null then 'indicator' else 'text' end as cited_by,
       coalesce(r.text, g.title, g.text, i.name) as wording, j.name as project, o.path, s.page, s.first_line,
       c.id as citation_id
from citations c
join policies p on p.id = c.policy_id
join documents o on o.id = c.document_id
left join departments d on d.id = o.department_id
left join responsibilities r on r.id = c.responsibility_id
left join goals g on g.id = c.goal_id
left join indicators i on i.id = c.indicator_id
left join projects j on j.id = coalesce(g.project_id, i.project_id)
left join evidence e on e.record_table = 'citations' and e.record_id = c.id
left join passages s on s.id = e.passage_id
where :policy <> '' and (instr(p.title, :policy) > 0 or instr(p.number, :policy) > 0)
  and (:department = '' or instr(d.name, :department) > 0)
  and (:year = '' or o.fiscal_year = :year)
order by policy, p.id, department, o.fiscal_year, o.path, c.position, citation_id
