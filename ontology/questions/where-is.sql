-- number: 7
-- title-zh: 一个事实写在哪份文件的什么地方？
-- title-en: Where exactly in which document does a fact stand?
-- about-zh: 含有这些文字的原文段落，附文件、页、行，以及由它得出的记录。
-- about-en: The passages that hold the words, with document, page and lines, and the records that were read from them.
-- parameter words = "经费" : 要找的文字（必填） : the words to look for (required)
-- parameter department = "" : 部门名称中的文字 : text in the name of the department
-- parameter year = "" integer : 预算年度 : budget year
select o.title as document, o.path, p.page, p.first_line, p.last_line, p.text as passage,
       e.record_table, e.record_id, p.document_id, p.id as passage_id
from passages p
join documents o on o.id = p.document_id
left join departments d on d.id = o.department_id
left join evidence e on e.passage_id = p.id
where :words <> '' and instr(p.text, :words) > 0
  and (:department = '' or instr(d.name, :department) > 0)
  and (:year = '' or o.fiscal_year = :year)
order by o.path, p.number, p.id, e.record_table, e.record_id
