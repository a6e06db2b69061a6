"""Whether the money, the plan and the procurement of a project agree."""
