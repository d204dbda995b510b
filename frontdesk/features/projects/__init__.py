"""Projects: a tenant, its members and its settings."""
