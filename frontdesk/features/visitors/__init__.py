"""Visitors: the people who write through the widget, and the secret that proves who they are."""
