"""Whether the prose agrees with itself and with the tables."""
