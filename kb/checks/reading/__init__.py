"""What the reading of a document itself finds doubtful: pages only, the loaders find it."""
