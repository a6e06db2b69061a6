"""What checks reckon with: budget tables put together again, figures said in prose, rounding, names of forms."""
