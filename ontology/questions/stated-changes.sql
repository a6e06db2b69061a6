-- number: 6c
-- title-zh: 文字里说预算比上年增加或减少了多少？
-- title-en: What does the text say about increases and decreases over last year?
-- about-zh: 文字中印出的增减额；earlier_wan 由本年金额减去增减额得出，可与上年文件核对。
-- about-en: The changes as the text prints them; earlier_wan is this year's amount less the change, to be held against last year's document.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter region = "" : 地区名称中的文字，或区划代码的开头 : text in the name of the region, or the beginning of its code
-- parameter year = "" integer : 预算年度 : budget year
-- parameter item = "" : 项目名称中的文字，如 接待费 : text in the name of the item, such as 接待费
select d.name as department, o.fiscal_year, s.name as item, s.amount_fen / 1000000.0 as amount_wan,
       s.change_fen / 1000000.0 as change_wan, (s.amount_fen - s.change_fen) / 1000000.0 as earlier_wan,
       s.text, s.document_id, s.id as statement_id
from statements s
join documents o on o.id = s.document_id
left join departments d on d.id = s.department_id
left join regions r on r.id = d.region_code
where s.change_fen is not null
  and (:department = '' or instr(d.name, :department) > 0)
  and (:region = '' or instr(r.name, :region) > 0 or instr(r.code, :region) = 1)
  and (:year = '' or o.fiscal_year = :year)
  and (:item = '' or instr(s.name, :item) > 0)
order by department, o.fiscal_year, s.position, statement_id
