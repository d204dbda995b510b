"""What things are called outside Python."""

# Words that are clear inside their feature and vague outside it.
_RENAMED = {
    "Code": "ErrorCode",
    "Error": "Refusal",
    "Refusal": "RefusalBody",
    "Status": "ConversationStatus",
    "Theme": "WidgetTheme",
    "Side": "WidgetSide",
    "Session": "AccountSession",
}


def public_name(python_name: str) -> str:
    """Drop the suffix that only tells Python's rows and shapes apart."""
    name = python_name.removesuffix("Wire")
    return _RENAMED.get(name, name)


def camel(python_name: str) -> str:
    """Write a name as on the wire: `list_tags` is `listTags`."""
    head, *rest = python_name.split("_")
    return head + "".join(word.capitalize() for word in rest)
