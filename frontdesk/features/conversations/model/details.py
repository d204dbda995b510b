"""What members sort conversations by."""

from frontdesk.kit.errors import Invalid


def clean_tags(written: list[str]) -> list[str]:
    """Write tags the one way they are stored: trimmed, each once, in the order given.

    Raises `Invalid` for an empty one, or one with characters no list can show.
    """
    tags: dict[str, str] = {}
    for text in written:
        name = " ".join(text.split())
        if not name or not name.isprintable():
            raise UnreadableTag(fields={"tags": "Empty or unprintable."})
        tags.setdefault(name.casefold(), name)
    return list(tags.values())


class UnreadableTag(Invalid):
    """A tag is a word or a few."""

    reason = "unreadable_tag"
