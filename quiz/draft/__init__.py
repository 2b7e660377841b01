"""A worksheet from a document: the passages that matter most, each with a question to finish."""
