"""Pages, each described once as blocks, and the writers of several formats."""
