"""Messages: accepted once, stored in order, announced after commit."""
