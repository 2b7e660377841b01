"""Pure logic: no files, no screen and no clock; randomness comes from a seed."""
