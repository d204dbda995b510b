"""Requests to other systems: whatever a visitor writes, a request keeps its author's shape."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest

from frontdesk.features.workflows.model.requests import DoesNotFit, FilledRequest, fill_request
from frontdesk.features.workflows.model.running import Facts, State, StepContext, TellSite
from frontdesk.features.workflows.model.stepping import advance, begin_turn
from frontdesk.features.workflows.wire.graph import ActionNode, CanvasPosition
from frontdesk.features.workflows.wire.requests import (
    FormBody,
    FormField,
    HttpHeader,
    JsonBody,
    RequestBody,
    TextBody,
)
from tests.features.workflows.graphs import end, graph, start, telling

ORDERS = "https://shop.example/api/customers/{{attribute.customer}}/orders"
ESCAPES = ["", " ", ".", "..", "../..", "a/../b", "..\\..", "\\..", "./", "/.."]


def filled(
    said: str, body: RequestBody | None = None, url: str = ORDERS, header: str = ""
) -> FilledRequest:
    facts = Facts(text=said, attributes={"customer": said})
    return fill_request(telling(body, url, [HttpHeader("X-Said", header)]), facts, State())


@pytest.mark.parametrize("said", ESCAPES)
def test_mallory_does_not_climb_out_of_a_path(said: str) -> None:
    with pytest.raises(DoesNotFit, match="address"):
        filled(said)


@pytest.mark.parametrize("said", ["a/b", "a?x=1", "a#b", "a%2e%2e", "...", "名前", "a b", "@x:1"])
def test_a_value_stays_one_segment(said: str) -> None:
    assert filled(said).url.count("/") == ORDERS.count("/")
    assert not {"?", "#"} & set(filled(said).url)


def test_a_value_between_dots_makes_no_step_upwards() -> None:
    with pytest.raises(DoesNotFit):
        filled(".", url="https://shop.example/a/.{{message}}/b")


def test_an_address_without_a_path_keeps_its_host() -> None:
    url = filled("@evil.example/x", url="https://shop.example?q={{message}}").url

    assert url == "https://shop.example?q=%40evil.example%2Fx"


def test_a_query_keeps_its_names() -> None:
    url = filled("1&role=admin#x", url="https://shop.example/o?order={{message}}&role=user").url

    assert parse_qsl(url.partition("?")[2]) == [("order", "1&role=admin#x"), ("role", "user")]


def test_json_keeps_its_keys() -> None:
    template = '{"text": "{{message}}", "priority": "low", "all": ["{{message}}", 1, null]}'
    said = 'hello", "priority": "urgent", "x": "\n{{page}}'

    request = filled(said, JsonBody(template), url="https://shop.example/t")

    assert json.loads(request.body) == {"text": said, "priority": "low", "all": [said, 1, None]}
    assert request.headers[-1] == ("Content-Type", "application/json")


def test_a_form_keeps_its_fields() -> None:
    fields = [FormField("order", "{{message}}"), FormField("role", "user")]

    request = filled("7&role=admin+%26", FormBody(fields), url="https://shop.example/t")

    assert parse_qsl(request.body) == [("order", "7&role=admin+%26"), ("role", "user")]
    assert request.headers[-1] == ("Content-Type", "application/x-www-form-urlencoded")


def test_plain_text_is_said_to_be_plain() -> None:
    request = filled("<order>", TextBody("{{message}}"), url="https://shop.example/t")

    assert request.body == "<order>"
    assert request.headers[-1] == ("Content-Type", "text/plain; charset=utf-8")


@pytest.mark.parametrize("said", ["a\r\nX-Role: admin", "a\nb", "a\x00", "\x7f"])
def test_a_value_adds_no_header(said: str) -> None:
    with pytest.raises(DoesNotFit, match="X-Said"):
        filled(said, url="https://shop.example/t", header="{{message}}")


def test_a_header_takes_names_of_all_languages() -> None:
    request = filled("Zoë 名前", url="https://shop.example/t", header="{{message}}")

    assert request.headers[0] == ("X-Said", "Zoë 名前")


def test_what_does_not_fit_fails_the_step_and_nothing_is_sent() -> None:
    node = ActionNode("tell", "Tell", CanvasPosition(0, 0), telling(url=ORDERS))
    workflow = graph(
        start(), node, end("ok"), end("bad"), edges="start>tell tell>ok tell:failed>bad"
    )
    mallory = StepContext(Facts(attributes={"customer": ".."}))

    advanced = advance(workflow, begin_turn(State(), 1), mallory)

    assert [one.node_id for one in advanced.step_results] == ["start", "tell", "bad"]
    assert advanced.step_results[1].decision == "A value does not fit into the address."
    assert not [effect for effect in advanced.effects if isinstance(effect, TellSite)]
