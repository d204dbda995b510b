"""Pure building blocks without I/O."""
