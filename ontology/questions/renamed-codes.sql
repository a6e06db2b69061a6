-- number: 8a
-- title-zh: 哪些科目代码用过不同的名称？
-- title-en: Which classification codes were printed under several names?
-- about-zh: 同一代码在文件中印过的每个名称，附年度和文件数；按代码和年度排列，可见何时改名。空格与标点的差别不计。
-- about-en: Every name that documents print for one code, with years and number of documents, so that a renaming shows; blanks and punctuation are no difference.
-- parameter code = "" : 科目代码的开头 : the beginning of the code
-- parameter name = "" : 任一名称中的文字 : text in any of the names
select c.code, c.scheme, n.name, n.first_year, n.last_year, n.document_count as documents, c.name as known_name,
       c.id as classification_id
from classification_names n
join classifications c on c.id = n.classification_id
where (select count(*) from classification_names o where o.classification_id = c.id) > 1
  and (:code = '' or instr(c.code, :code) = 1)
  and (:name = '' or exists (
    select 1 from classification_names o where o.classification_id = c.id and instr(o.name, :name) > 0
  ))
order by c.code, c.scheme, n.first_year, n.last_year, n.name
