"""Reconciliation Service API 0.2: names of other people's tables are matched with things of the knowledge base."""
