-- number: 8b
-- title-zh: 哪些部门更名、合并或拆分？
-- title-en: Which departments were renamed, merged or split?
-- about-zh: 由各年度文件所印名称、区划代码变更和 decisions.csv 中的决定得出，附新旧名称、年度、依据和文件。
-- about-en: From the names that documents print in different years, changed division codes and the decisions in decisions.csv, with old and new name, years, ground and documents.
-- parameter department = "" : 新旧名称中的文字 : text in the old or the new name
-- parameter kind = "" : 变更类型：renamed、division_renamed、merged、split、succeeded : kind of change: renamed, division_renamed, merged, split or succeeded
select c.kind, c.before_name, c.last_year, c.after_name, c.first_year, c.method, c.reason,
       b.path as before_path, a.path as after_path, c.original_id, c.resulting_id
from department_changes c
left join documents b on b.id = c.before_document_id
left join documents a on a.id = c.after_document_id
where (:department = '' or instr(c.before_name, :department) > 0 or instr(c.after_name, :department) > 0)
  and (:kind = '' or c.kind = :kind)
order by c.first_year, c.after_name, c.before_name, c.resulting_id, c.original_id
