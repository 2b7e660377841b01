"""Two front ends to one session: single keys on a live screen, and line by line."""
