"""`quiz check`: rules of item writing, and how much of a document the questions cover."""
