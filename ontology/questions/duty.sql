-- number: 2b
-- title-zh: 哪些部门承担同一项职责，各安排了什么项目？
-- title-en: Which departments have one duty, and which projects does each of them fund for it?
-- about-zh: 填职责中的实词，中间用空格隔开（至多四个，须都出现在同一条职责中），如“热线”“信用 平台”；“负责”“组织”之类各条职责都有的词不必填。默认只列专门职责；资金状态 explicit 为文件明示，inferred 为推断，none 为没有找到项目。
-- about-en: Give the particular words of the duty with blanks between them (four at most; all must stand in one duty), such as 热线 or 信用 平台; leave out what every duty says (负责, 组织). By default only specific duties; funding is explicit where the document itself ties the duty to a project, inferred, or none.
-- parameter words = "热线" : 职责中的文字（必填） : words of the duty (required)
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter kind = "" : 空为 specific（专门职责）；也可填 general（各部门都印的职责）或 all（全部） : empty for specific; or general (a duty that every department prints), all
with first as (select trim(:words) || ' ' as said),
second as (select substr(said, 1, instr(said, ' ') - 1) as w1, ltrim(substr(said, instr(said, ' '))) as said from first),
third as (
  select w1, substr(said, 1, max(instr(said, ' ') - 1, 0)) as w2, ltrim(substr(said, instr(said, ' '))) as said from second
),
wanted as (
  select w1, w2, substr(said, 1, max(instr(said, ' ') - 1, 0)) as w3, trim(substr(said, instr(said, ' '))) as w4
  from third
)
select r.name as region, d.name as department, o.fiscal_year, s.number, s.text as responsibility, s.kind, s.funding,
       p.name as project, p.amount_fen / 1000000.0 as amount_wan, l.method, l.score, l.evidence, s.document_id,
       s.id as responsibility_id, p.id as project_id
from responsibilities s
join wanted w on w.w1 <> '' and instr(s.text, w.w1) > 0 and instr(s.text, w.w2) > 0 and instr(s.text, w.w3) > 0
  and instr(s.text, w.w4) > 0
join documents o on o.id = s.document_id
left join departments d on d.id = s.department_id
left join regions r on r.id = d.region_code
left join links l
  on l.source_table = 'responsibilities' and l.source_id = s.id and l.relation = 'funded_by'
  and l.target_table = 'projects'
left join projects p on p.id = l.target_id
where s.kind = case :kind when '' then 'specific' when 'all' then s.kind else :kind end
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
order by region, department, o.fiscal_year, s.document_id, responsibility, responsibility_id, l.score desc, project_id
