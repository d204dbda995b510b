"""The verbs of the responder: plan, begin and settle runs; drafts; settings."""
