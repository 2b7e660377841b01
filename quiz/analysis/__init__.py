"""Item analysis by classical test theory: figures, verdicts, and marks from CSV."""
