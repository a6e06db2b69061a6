-- number: 5
-- title-zh: 哪些表加总不符，哪些文字与表格矛盾？
-- title-en: Which tables do not add up, and where does the text contradict the tables?
-- about-zh: 规则以 sum. 、text. 、year. 开头的检查结果，附应有值、实际值和原文位置。
-- about-en: Findings of the rules that begin with sum., text. or year., with what was expected, what is printed, and where.
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter year = "" integer : 预算年度 : budget year
-- parameter rule = "" : 规则的开头，如 sum. : the beginning of the rule, such as sum.
-- parameter severity = "" : 严重程度 error、warning 或 info : severity: error, warning or info
select f.rule, f.severity, f.message, f.expected, f.actual, o.title as document, p.page, p.first_line,
       p.text as passage, f.document_id, f.id as finding_id
from findings f
left join documents o on o.id = f.document_id
left join departments d on d.id = o.department_id
left join passages p on p.id = f.passage_id
where (f.rule glob 'sum.*' or f.rule glob 'text.*' or f.rule glob 'year.*')
  and (:department = '' or instr(d.name, :department) > 0)
  and (:year = '' or o.fiscal_year = :year)
  and (:rule = '' or instr(f.rule, :rule) = 1)
  and (:severity = '' or f.severity = :severity)
order by case f.severity when 'error' then 1 when 'warning' then 2 else 3 end, f.rule, document, p.number, finding_id
