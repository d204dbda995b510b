"""The responder: the AI that helps until a person steps in."""
