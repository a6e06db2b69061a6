"""Records to knowledge: ids, database, graph, links, checks, publication, exports. The command is `kb`."""
