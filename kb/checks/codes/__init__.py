"""Whether codes have their shape and name what they should."""
