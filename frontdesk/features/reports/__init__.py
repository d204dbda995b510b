"""Reports: numbers that always equal a recount of the rows."""
