import copy
import pickle
import traceback

import pytest

from frontdesk.infra.secrets import Secret

KEY = "sk-canary-4711"


def test_a_secret_shows_in_no_text_made_of_it() -> None:
    secret = Secret(KEY)

    shown = [repr(secret), str(secret), f"{secret:>40}", f"{secret!r}", f"{[secret]}"]

    assert [text for text in shown if KEY in text] == []


def test_a_secret_shows_in_no_traceback() -> None:
    printed = "".join(traceback.format_exception(ValueError(Secret(KEY))))

    assert KEY not in printed


@pytest.mark.parametrize("take", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_is_not_copied_out(take: object) -> None:
    assert callable(take)

    with pytest.raises(TypeError):
        take(Secret(KEY))


def test_secrets_are_equal_by_what_they_hold() -> None:
    assert Secret(KEY) == Secret(KEY)
    assert Secret(KEY) != Secret("sk-other")
    assert len({Secret(KEY), Secret(KEY)}) == 1
    assert Secret(KEY) != KEY


def test_revealing_it_gives_it_back() -> None:
    assert Secret(KEY).reveal() == KEY
