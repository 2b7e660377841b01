"""Answers as they are given, in one SQLite file."""
