"""Projects, their members and settings as they cross the network."""
