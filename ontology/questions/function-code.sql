-- number: 6f
-- title-zh: 各部门各年度在同一功能科目上安排多少？
-- title-en: What do departments budget under one function code, year by year?
-- about-zh: 填科目编码（如 2010301，须完整）或科目名称中的文字；列出每个部门、年度、预算表该科目的合计，及其占同一份文件同一张表合计的百分比。表中没有唯一的合计时没有百分比。
-- about-en: Give a code (such as 2010301, in full) or text in its name: the total of the code in every department, year and table, and its share of the total of the same table in the same document in percent. Where a table has no single total, there is no share.
-- parameter code = "2010301" : 科目编码（与名称至少填一项） : the code (give this or the name)
-- parameter name = "" : 科目名称中的文字 : text in the name of the code
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
with totals as (
  select document_id, form, max(amount_fen) as fen
  from budget_lines
  where item = 'total' and code is null and unit is null and (name like '%合计' or name like '%总计')
    and amount_fen is not null
  group by document_id, form having count(distinct amount_fen) = 1
)
select b.code, b.name, r.name as region, d.name as department, o.fiscal_year, b.form, b.unit,
       b.amount_fen / 1000000.0 as amount_wan, t.fen / 1000000.0 as table_total_wan,
       case when t.fen > 0 and b.amount_fen >= 0 then
         (20000 * b.amount_fen + t.fen) / (2 * t.fen) / 100.0
       end as share_percent,
       b.department_id, b.document_id, b.id as budget_line_id
from budget_lines b
join documents o on o.id = b.document_id
join departments d on d.id = b.department_id
left join regions r on r.id = d.region_code
left join totals t on t.document_id = b.document_id and t.form = b.form
where b.item = 'total' and b.amount_fen is not null and b.code is not null
  and b.form <> 'income' and b.form not like '%by_economic_class'
  and not (:code = '' and :name = '')
  and (:code = '' or b.code = :code)
  and (:name = '' or instr(b.name, :name) > 0)
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
order by b.code, b.form, region, department, o.fiscal_year, b.document_id, b.position, budget_line_id
