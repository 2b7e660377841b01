"""Question files and the documents they are built from."""
