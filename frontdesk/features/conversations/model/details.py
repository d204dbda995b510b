"""What members sort conversations by, and what other systems keep with them."""

from collections.abc import Mapping

from frontdesk.features.conversations.wire import MetadataValue
from frontdesk.kit.errors import Invalid

MOST_METADATA = 50


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


def merge_metadata(
    stored: Mapping[str, MetadataValue], patch: Mapping[str, MetadataValue | None]
) -> dict[str, MetadataValue]:
    """Put what the patch names over what is stored; null takes a name away.

    Raises `Invalid` for more names than one conversation may carry, or text no row can hold.
    """
    merged = {name: value for name, value in {**stored, **patch}.items() if value is not None}
    if len(merged) > MOST_METADATA:
        raise InvalidMetadata(fields={"metadata": f"At most {MOST_METADATA} names."})
    if any("\x00" in f"{name}{value}" for name, value in merged.items()):
        raise InvalidMetadata(fields={"metadata": "A NUL character."})
    return merged


class InvalidMetadata(Invalid):
    """This can't be kept with a conversation."""

    reason = "invalid_metadata"
    advice = "Send fewer names: null removes one."


class UnreadableTag(Invalid):
    """A tag is a word or a few."""

    reason = "unreadable_tag"
