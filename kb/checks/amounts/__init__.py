"""Whether the figures of tables agree: inside a table, between tables and between documents."""
