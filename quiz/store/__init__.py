"""Answers, saved as they are given in one SQLite file."""
