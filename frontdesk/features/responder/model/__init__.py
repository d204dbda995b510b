"""What a turn of the responder is, and when its words may not be said any more."""
