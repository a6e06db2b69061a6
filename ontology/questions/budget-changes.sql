-- number: 6a
-- title-zh: 一个部门的预算逐年怎样变化？
-- title-en: How did a department's budget change from year to year?
-- about-zh: 预算表的合计、总计行，与同一部门最近的较早年度相比；change_wan 由两个数字算出。
-- about-en: The total rows of the budget tables, compared with the nearest earlier year of the same department; change_wan is computed from the two figures.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter form = "" : 预算表，如 income、expenditure、three_public : budget table, such as income, expenditure, three_public
with figures as (
  select distinct b.department_id, b.form, coalesce(b.side, '') as side, b.name, o.fiscal_year, b.amount_fen
  from budget_lines b
  join documents o on o.id = b.document_id
  where b.item = 'total' and (b.name like '%合计' or b.name like '%总计')
    and b.department_id is not null and o.fiscal_year is not null and b.amount_fen is not null
    and (:form = '' or b.form = :form)
),
years as (
  select *, lag(fiscal_year) over (partition by department_id, form, side, name order by fiscal_year) as earlier_year
  from (select distinct department_id, form, side, name, fiscal_year from figures)
)
select d.name as department, f.form, f.side, f.name as line, f.fiscal_year, f.amount_fen / 1000000.0 as amount_wan,
       e.fiscal_year as earlier_year, e.amount_fen / 1000000.0 as earlier_wan,
       (f.amount_fen - e.amount_fen) / 1000000.0 as change_wan, f.department_id
from figures f
join years y using (department_id, form, side, name, fiscal_year)
join departments d on d.id = f.department_id
left join regions r on r.id = d.region_code
left join figures e
  on e.department_id = f.department_id and e.form = f.form and e.side = f.side and e.name = f.name
  and e.fiscal_year = y.earlier_year
where (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1
       or r.code in (select f.successor_code from regions f where instr(f.name, :region) > 0 or instr(f.code, :region) = 1))
order by department, f.department_id, f.form, f.side, line, f.fiscal_year, amount_wan, earlier_wan
