"""A first bank from a document: what its sentences say, what can be asked about it, and how that is written down."""
