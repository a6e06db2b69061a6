-- number: 2
-- title-zh: 哪些职责背后没有安排资金的项目？依据是什么？
-- title-en: Which responsibilities have no funded project behind them, and on what evidence?
-- about-zh: 默认只列没有找到项目的专门职责。evidence 是与项目（funded_by）和目标（pursued_by）的关联，括号内为共有的文字；projects_searched 是在同一部门同一年度的多少个项目中查找过。
-- about-en: By default only specific duties without any project. The evidence tells the links to projects (funded_by) and goals (pursued_by) with the shared words in brackets; projects_searched tells among how many projects of the department and year was looked.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter funding = "" : 空为 none（无项目）；也可填 inferred（推断）、explicit（明示）或 all（全部） : empty for none; or inferred, explicit, all
-- parameter kind = "" : 空为 specific（专门职责）；也可填 general（各部门都印的职责）或 all（全部） : empty for specific; or general (a duty that every department prints), all
select d.name as department, o.fiscal_year, s.number, s.text as responsibility, s.kind, s.funding,
       (
         select group_concat(said, '；')
         from (
           select l.relation || ' ' || coalesce(p.name, g.label, '') || coalesce('（' || l.evidence || '）', '') as said
           from links l
           left join projects p on l.target_table = 'projects' and p.id = l.target_id
           left join goals g on l.target_table = 'goals' and g.id = l.target_id
           where l.source_table = 'responsibilities' and l.source_id = s.id
           order by l.relation, l.score desc, l.id
         )
       ) as evidence,
       (
         select count(*)
         from projects p join documents po on po.id = p.document_id
         where po.id = o.id or (po.department_id = o.department_id and po.fiscal_year = o.fiscal_year)
       ) as projects_searched,
       s.document_id, s.id as responsibility_id
from responsibilities s
join documents o on o.id = s.document_id
left join departments d on d.id = s.department_id
left join regions r on r.id = d.region_code
where s.funding = case :funding when '' then 'none' when 'all' then s.funding else :funding end
  and s.kind = case :kind when '' then 'specific' when 'all' then s.kind else :kind end
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
order by department, o.fiscal_year, s.document_id, (
  select min(x.number) from evidence e join passages x on x.id = e.passage_id
  where e.record_table = 'responsibilities' and e.record_id = s.id
), responsibility_id
