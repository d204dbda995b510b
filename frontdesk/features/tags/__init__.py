"""Tags: the words a project sorts its conversations by."""
