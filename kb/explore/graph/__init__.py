"""The neighbourhood of a thing as a graph: what an address asks for, what stands in it, and how it is drawn."""
