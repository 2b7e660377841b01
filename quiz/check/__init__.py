"""What `quiz check` says of a question file: rules of item writing, and which sentences nobody asks about."""
