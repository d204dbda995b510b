"""The signed secret of a visitor: ours, for one uid of one project, and nothing else."""

import base64
import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.features.visitors.model import (
    ForgedToken,
    VisitorIdentity,
    new_identity,
    sign,
    verify,
)
from frontdesk.kit.audience import OneVisitor
from frontdesk.kit.ids import ProjectId

SECRET = b"s" * 32
DEMO, OTHER = ProjectId(1), ProjectId(2)
ADA = VisitorIdentity(DEMO, "ada", "k" * 22)
UIDS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=64)


def unsigned(claims: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")


def signed_with(secret: bytes, body: str, label: bytes = b"visitor-token:") -> str:
    digest = hmac.new(secret, label + body.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


BODY = unsigned({"p": 1, "u": "ada", "k": "k" * 22})
RIGHT = signed_with(SECRET, BODY)


def jwt(header: dict[str, str], signature: str = "") -> str:
    return f"{unsigned(header)}.{BODY}.{signature}"


@given(UIDS)
def test_a_token_we_signed_says_who_it_was_signed_for(uid: str) -> None:
    identity = new_identity(DEMO, uid)

    assert verify(sign(identity, SECRET), SECRET) == identity


FORGED = {
    "empty": "",
    "only dots": "..",
    "no signature": f"v1.{BODY}.",
    "no version": f"{BODY}.{RIGHT}",
    "another version": f"v2.{BODY}.{RIGHT}",
    "an empty version": f".{BODY}.{RIGHT}",
    "another secret": f"v1.{BODY}.{signed_with(b'x' * 32, BODY)}",
    "an empty secret": f"v1.{BODY}.{signed_with(b'', BODY)}",
    "a signature made for something else": f"v1.{BODY}.{signed_with(SECRET, BODY, b'csrf:')}",
    "a signature without its label": f"v1.{BODY}.{signed_with(SECRET, BODY, b'')}",
    "a longer signature": f"v1.{BODY}.{RIGHT}A",
    "a padded signature": f"v1.{BODY}.{RIGHT}=",
    "a second signature": f"v1.{BODY}.{RIGHT}.{RIGHT}",
    "a cut signature": f"v1.{BODY}.{RIGHT[:-1]}",
    "letters turned around": f"v1.{BODY}.{RIGHT.swapcase()}",
    "a JWT with alg none": jwt({"alg": "none"}),
    "a JWT with alg None and our signature": jwt({"alg": "None"}, RIGHT),
    "a JWT signed with our secret": jwt({"alg": "HS256", "typ": "JWT"}, RIGHT),
    "another visitor under Ada's signature": (
        f"v1.{unsigned({'p': 1, 'u': 'eve', 'k': 'k' * 22})}.{RIGHT}"
    ),
    "another project under Ada's signature": (
        f"v1.{unsigned({'p': 2, 'u': 'ada', 'k': 'k' * 22})}.{RIGHT}"
    ),
    "signs no keyboard has": "v1.\u202e.\U0001f642",
    "a line break": f"v1.{BODY}.{RIGHT}\n",
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_token_we_did_not_sign_exactly_so_is_forged(token: str) -> None:
    with pytest.raises(ForgedToken):
        verify(token, SECRET)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        [],
        None,
        {"p": "1", "u": "ada", "k": "k"},
        {"p": 1, "u": None, "k": "k"},
        {"p": 1, "u": "ada"},
        {"p": 1, "u": "ada", "k": "k", "role": "owner"},
    ],
)
def test_other_claims_are_forged_even_under_our_signature(claims: object) -> None:
    body = unsigned(claims)

    with pytest.raises(ForgedToken):
        verify(f"v1.{body}.{signed_with(SECRET, body)}", SECRET)


@given(st.integers(0, len(sign(ADA, SECRET)) - 1), st.characters(max_codepoint=0x7E))
def test_a_token_with_any_sign_changed_is_forged(at: int, sign_instead: str) -> None:
    token = sign(ADA, SECRET)
    changed = token[:at] + sign_instead + token[at + 1 :]
    if changed == token:
        return

    with pytest.raises(ForgedToken):
        verify(changed, SECRET)


@given(st.text(max_size=200))
def test_any_text_is_forged_and_never_an_error(token: str) -> None:
    with pytest.raises(ForgedToken):
        verify(token, SECRET)


def test_the_room_of_a_visitor_cannot_be_guessed_from_their_uid() -> None:
    mine, yours = new_identity(DEMO, "ada"), new_identity(DEMO, "ada")

    assert mine.sockets.room != yours.sockets.room
    assert mine.sockets.room == OneVisitor(DEMO, mine.key).room


def test_a_secret_is_of_one_project() -> None:
    elsewhere = VisitorIdentity(OTHER, ADA.uid, ADA.key)

    assert verify(sign(elsewhere, SECRET), SECRET) != ADA
