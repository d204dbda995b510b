"""Reports: numbers that always equal a recount of the rows."""

from frontdesk.features.reports.actions import count_days_again, count_reply

__all__ = ["count_days_again", "count_reply"]
