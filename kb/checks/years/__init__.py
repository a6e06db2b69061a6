"""Whether the years that a document names are those of its budget, and changes those of last year's."""
