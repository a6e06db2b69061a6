"""Single printed values: amounts, targets, codes, years, divisions, numbers of policies. Pure functions only."""
