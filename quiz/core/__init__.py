"""The pure part: no file, no screen, no clock, and no randomness but what a seed gives."""
