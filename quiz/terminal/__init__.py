"""Two front ends to one sitting: single keys on a live screen, and line by line."""
