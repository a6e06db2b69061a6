-- number: 2
-- title-zh: 哪些职责背后没有安排资金的项目？依据是什么？
-- title-en: Which responsibilities have no funded project behind them, and on what evidence?
-- about-zh: 默认只列在本部门同一年度的项目中查找过、但没有找到项目的专门职责。知识库里没有本部门该年度项目的，不能说没有资金，填 unsearched 另列。evidence 是与项目（funded_by）和目标（pursued_by）的关联，括号内为共有的文字；searched_… 说明查找过多少项目和分项目标、哪些文件；nearest_… 是最接近而没有关联的项目及其共有文字；path 到 passage_id 是职责的原文位置。
-- about-en: By default only specific duties for which projects of the body and year were searched and none was found. Where the knowledge base has no project of the body and year, nothing can be said of the money: unsearched lists these. The evidence tells the links to projects (funded_by) and goals (pursued_by) with the shared words in brackets; searched_… tells how many projects and item goals of which documents were searched; nearest_… the project that came nearest without being linked, with the shared words; path to passage_id where the duty is printed.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter funding = "" : 空为 none（查找过，无项目）；也可填 unsearched（没有项目可查）、inferred（推断）、explicit（明示）或 all（全部） : empty for none (searched, no project); or unsearched (no project to be searched), inferred, explicit, all
-- parameter kind = "" : 空为 specific（专门职责）；也可填 general（各部门都印的职责）或 all（全部） : empty for specific; or general (a duty that every department prints), all
select d.name as department, o.fiscal_year, s.number, s.text as responsibility, s.kind, s.funding,
       case
         when s.kind = 'general' then 'general'
         when s.funding <> 'none' then s.funding
         when s.searched_projects > 0 then 'no project found'
         else 'no project of this body and year in the knowledge base'
       end as state,
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
       s.searched_projects, s.searched_goals, s.searched_documents,
       n.name as nearest_project, s.nearest_score, s.nearest_words,
       o.path, x.page, x.first_line, x.last_line, x.id as passage_id, s.document_id, s.id as responsibility_id
from responsibilities s
join documents o on o.id = s.document_id
left join departments d on d.id = s.department_id
left join regions r on r.id = d.region_code
left join projects n on n.id = s.nearest_project_id
left join passages x on x.document_id = s.document_id and x.number = (
  select min(y.number) from evidence e join passages y on y.id = e.passage_id
  where e.record_table = 'responsibilities' and e.record_id = s.id
)
where case :funding
        when '' then s.funding = 'none' and (s.kind = 'general' or s.searched_projects > 0)
        when 'unsearched' then s.funding = 'none' and s.kind = 'specific' and coalesce(s.searched_projects, 0) = 0
        when 'all' then 1
        else s.funding = :funding
      end
  and s.kind = case :kind when '' then 'specific' when 'all' then s.kind else :kind end
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
order by department, o.fiscal_year, s.document_id, x.number, responsibility_id
