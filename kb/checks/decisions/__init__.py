"""Whether what people decided still decides something."""
