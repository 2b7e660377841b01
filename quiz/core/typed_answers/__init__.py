"""Judge typed answers: a few words, or a number with its unit.

Answers are compared by meaning, and unclear ones are asked about. Everything here is tables and rules on text, which
can be ported to other languages; only the word list is passed in.
"""
