-- number: 6b
-- title-zh: 一个项目的预算逐年怎样变化？
-- title-en: How did a project's budget change from year to year?
-- about-zh: 每个项目与最近的较早年度相比：先按项目编码，再按同一机构内的名称（年份除外）；改名的项目另列旧名称。部门与单位重复印出的只计一次。
-- about-en: Each project compared with the nearest earlier year: by its code, else by its name within one body, years left out; a renamed project shows its earlier name. What a department and its unit both print counts once.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter project = "" : 项目名称中的文字 : text in the name of the project
select d.name as department, p.name as project, p.fiscal_year, p.amount_fen / 1000000.0 as amount_wan,
       e.fiscal_year as earlier_year, e.amount_fen / 1000000.0 as earlier_wan,
       (p.amount_fen - e.amount_fen) / 1000000.0 as change_wan, e.name as earlier_name, e.method, p.department_id,
       p.id as project_id
from projects p
join departments d on d.id = p.department_id
left join regions r on r.id = d.region_code
left join (
  select l.source_id, l.method, t.name, t.fiscal_year, t.amount_fen
  from links l join projects s on s.id = l.source_id join projects t on t.id = l.target_id
  where l.relation = 'same_project' and t.fiscal_year < s.fiscal_year
) e on e.source_id = p.id
where p.fiscal_year is not null and p.amount_fen is not null
  and not exists (
    select 1 from links l join projects t on t.id = l.target_id
    where l.source_table = 'projects' and l.source_id = p.id and l.relation = 'same_project'
      and t.fiscal_year = p.fiscal_year
  )
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1
       or r.code in (select f.successor_code from regions f where instr(f.name, :region) > 0 or instr(f.code, :region) = 1))
  and (:project = '' or instr(p.name, :project) > 0 or instr(e.name, :project) > 0)
order by department, p.department_id, project, p.fiscal_year, amount_wan, earlier_wan, project_id
