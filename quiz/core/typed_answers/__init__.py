"""Typed answers: whether a few words, or a number with its unit, are what is asked for.

Meaning decides, not form. Where the program cannot know, it asks again. All of it is tables and rules on texts, which a
program in another language can repeat; the word list alone is handed in.
"""
