"""How many guesses a password is worth, by zxcvbn: common ones, names, dates, keyboard rows."""

import re
from collections.abc import Iterable
from itertools import chain

from zxcvbn_rs_py import zxcvbn

from frontdesk.infra.passwords.pools import KNOWN_BROWSERS

# 10^8 guesses and more: hopeless through a sign-in page, slow against a stolen hash.
_ENOUGH = 3
# What comes behind can't make it weaker, and estimating a long text takes long.
_MAX_CHARACTERS = 64
_WORDS = re.compile(r"\w{3,}")


async def is_easy_to_guess(password: str, about: Iterable[str]) -> bool:
    """Whether a password falls to who tries the common ones first.

    `about` is what everybody knows of the account: its parts count as common. May raise
    `TooBusy`.
    """
    known = list(chain(["frontdesk"], about, *(_WORDS.findall(one) for one in about)))
    estimate = await KNOWN_BROWSERS.run(zxcvbn, password[:_MAX_CHARACTERS], known)
    # Its types say int; it is an enumeration.
    return int(estimate.score) < _ENOUGH
