"""How we talk to the outside; knows no feature."""
