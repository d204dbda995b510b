"""Notes: text in a thread that only members see."""
