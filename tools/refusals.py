"""Every refusal there is, and the page that lists them for whoever writes a client."""

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

import frontdesk
from frontdesk.kit.errors import Code, Refused

_HEAD = """# Errors

<!-- Generated from the refusal classes by `make protocol`. Do not edit. -->

Every refusal has the same shape: over HTTP it is the body `{"error": …}`, on the socket it is
the acknowledgement `{"ok": false, "error": …}`, or `eventRefused` where none was asked for.

```json
{
  "code": "conflict",
  "reason": "held_by_another",
  "message": "Somebody else has this chat.",
  "retryAfterSeconds": 2,
  "fields": {"email": "Not an e-mail address."}
}
```

- Decide on `reason`. It never changes its meaning, and a name is never used again for another.
- Treat a `reason` that you don't know by its `code`: new versions add reasons, not codes.
- `message` is an English sentence for logs and for people who write clients. It may change;
  say your own sentence to your users, in their language.
- `retryAfterSeconds` (over HTTP also the header `Retry-After`) is there when waiting helps.
- `fields` names what was wrong in which field, where that can be said.
"""

_CODES = get_args(Code)
_ROW = "| `{reason}` | {status} | {meaning} | {advice} |"


def all_refusals() -> list[type[Refused]]:
    """Find every class of refusal in the package, by code, status and reason."""
    for module in pkgutil.walk_packages(frontdesk.__path__, "frontdesk."):
        importlib.import_module(module.name)
    return sorted(_below(Refused), key=lambda one: (_CODES.index(one.code), one.reason))


def reasons() -> list[str]:
    """Return every reason, in alphabetical order."""
    return sorted(refusal.reason for refusal in all_refusals())


def errors_page() -> str:
    """Write the page, the same text for the same classes."""
    parts = [_HEAD]
    for code, refusals in groupby(all_refusals(), key=lambda one: one.code):
        rows = [_row(refusal) for refusal in refusals]
        table = ["| Reason | HTTP | Meaning | What a client does |", "|---|---|---|---|", *rows]
        parts.append("\n".join([f"## `{code}`", "", *table, ""]))
    return "\n".join(parts)


def _row(refusal: type[Refused]) -> str:
    meaning = " ".join((refusal.__doc__ or "").split())
    return _ROW.format(
        reason=refusal.reason, status=refusal.status, meaning=meaning, advice=refusal.advice
    )


def _below(parent: type[Refused]) -> Iterator[type[Refused]]:
    for child in parent.__subclasses__():
        # A test may have made refusals of its own.
        if child.__module__.startswith("frontdesk."):
            yield child
        yield from _below(child)
