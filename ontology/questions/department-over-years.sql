-- number: 6e
-- title-zh: 一个部门的各项预算逐年是多少？
-- title-en: How did each column of a department's budget tables change over the years?
-- about-zh: 各预算表合计、总计行的每一栏（基本支出、项目支出、财政拨款等），与同一部门最近的较早年度相比；change_wan 和 change_percent 由两个数字算出，原数为零时没有百分比。预算与决算分开。
-- about-en: Every column of the total rows (basic, project, fiscal appropriation, …), compared with the nearest earlier year of the department; change_wan and change_percent are computed from the two figures, and nothing is a percentage of nought. Budgets and final accounts are kept apart.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter form = "" : 预算表，如 income、expenditure、three_public : budget table, such as income, expenditure, three_public
-- parameter item = "" : 栏，如 total、basic、project : column, such as total, basic, project
with figures as (
  select distinct b.department_id, o.kind is 'final_accounts' as accounts, b.form, coalesce(b.side, '') as side,
         b.name, b.item, o.fiscal_year, b.amount_fen
  from budget_lines b
  join documents o on o.id = b.document_id
  where (b.name like '%合计' or b.name like '%总计') and b.code is null and b.unit is null
    and b.department_id is not null and o.fiscal_year is not null and b.amount_fen is not null
    and (:form = '' or b.form = :form) and (:item = '' or b.item = :item)
),
years as (
  select *, lag(fiscal_year) over (
    partition by department_id, accounts, form, side, name, item order by fiscal_year
  ) as earlier_year
  from (select distinct department_id, accounts, form, side, name, item, fiscal_year from figures)
)
select d.name as department, case f.accounts when 1 then 'accounts' else 'budget' end as phase, f.form, f.side,
       f.name as line, f.item, f.fiscal_year, f.amount_fen / 1000000.0 as amount_wan,
       e.fiscal_year as earlier_year, e.amount_fen / 1000000.0 as earlier_wan,
       (f.amount_fen - e.amount_fen) / 1000000.0 as change_wan,
       case when e.amount_fen > 0 then
         sign(f.amount_fen - e.amount_fen)
         * ((20000 * abs(f.amount_fen - e.amount_fen) + e.amount_fen) / (2 * e.amount_fen)) / 100.0
       end as change_percent,
       f.department_id
from figures f
join years y using (department_id, accounts, form, side, name, item, fiscal_year)
join departments d on d.id = f.department_id
left join regions r on r.id = d.region_code
left join figures e
  on e.department_id = f.department_id and e.accounts = f.accounts and e.form = f.form and e.side = f.side
  and e.name = f.name and e.item = f.item and e.fiscal_year = y.earlier_year
where (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
order by department, f.department_id, phase, f.form, f.side, line, f.item, f.fiscal_year, amount_wan, earlier_wan
