"""The one way a command says that it cannot go on."""


class Unusable(Exception):
    """Frontdesk cannot start like this; the message says what to change."""
