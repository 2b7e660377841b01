"""Pages shown beside the questions: each described once, as blocks, and written by several writers."""
