"""The generated files say what the server says, for the events the server has."""

from tools.generate_protocol import generated_files, stale_files


def test_the_typescript_types_and_the_asyncapi_document_are_up_to_date() -> None:
    assert stale_files() == [], "run: make protocol"


def test_generating_twice_gives_the_same_text() -> None:
    assert generated_files() == generated_files()
