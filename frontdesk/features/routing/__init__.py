"""Who gets which chat, and when one goes back into the queue."""
