-- number: 9a
-- title-zh: 目标和职责依据哪些政策？
-- title-en: Which policies do goals and responsibilities rest on?
-- about-zh: 每份政策文件被多少目标、职责、指标、部门和文件引用；文号相同或标题相同的算作一份。
-- about-en: For each policy, how many goals, responsibilities, indicators, departments and documents cite it; one number or one title is one policy.
-- parameter policy = "" : 标题或文号中的文字 : text in the title or the number
-- parameter minimum = "" integer : 至少被多少份文件引用 : cited by at least how many documents
select p.title as policy, p.number, p.citation_count as citations,
       count(distinct c.goal_id) as goals, count(distinct c.responsibility_id) as responsibilities,
       count(distinct c.indicator_id) as indicators, p.department_count as departments,
       p.document_count as documents, p.id as policy_id
from policies p
join citations c on c.policy_id = p.id
where (:policy = '' or instr(p.title, :policy) > 0 or instr(p.number, :policy) > 0)
  and (:minimum = '' or p.document_count >= cast(:minimum as integer))
group by p.id
order by p.citation_count desc, p.title, p.id
