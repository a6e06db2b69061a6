"""Made-up disclosures by the thousand: bodies, budgets that add up, goals, and a known share of faults.

The same seed gives the same bytes, and the first hundred documents are the same in a corpus of a hundred and in one of
ten thousand. `write_corpus` writes the files; `truth.csv` beside them says which faults were planted where.
"""
