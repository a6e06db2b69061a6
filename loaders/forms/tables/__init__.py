"""Tables of budgets, procurement, assets and bodies: title and shape to figures, each with its row and column."""
