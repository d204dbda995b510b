"""The processes we start; assembly only."""
