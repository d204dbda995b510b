"""The SQL of the responder."""
