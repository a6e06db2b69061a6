"""Whether a form is filled in: what is missing, repeated, empty or unread."""
