"""Actions: those a node names, and those a model calls as tools.

Whatever ids a model supplies are not even read: the driver of the turn binds project and
conversation itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.features.workflows.model.graph import FAILED, NEXT
from frontdesk.features.workflows.model.outcomes import NO_KEY, NodeOutcome, hand_over, storable
from frontdesk.features.workflows.model.requests import BadTemplate, DoesNotFit, fill_request
from frontdesk.features.workflows.model.running import (
    AddNote,
    Answered,
    AskFailed,
    AskResult,
    AskSite,
    ChangeStatus,
    Effect,
    Handoff,
    RefuseTool,
    RequestedTool,
    Say,
    SetTag,
    SiteAnswered,
    State,
    StepContext,
    TellSite,
)
from frontdesk.features.workflows.model.texts import fill
from frontdesk.features.workflows.wire.graph import (
    AddNoteAction,
    ChangeStatusAction,
    HandoffAction,
    SendFormAction,
    SetTagAction,
    WorkflowAction,
    WorkflowTool,
)
from frontdesk.features.workflows.wire.requests import HttpRequestAction

NO_FORMS = "Forms cannot be sent yet: this installation has none."
# Each is a row written under the conversation's lock, which must not be held for a thousand.
MAX_TOOL_CALLS = 10
TOO_MANY = f"A model may call {MAX_TOOL_CALLS} tools in one turn."
_TEXT_CHARACTERS = 5_000
_TAG_CHARACTERS = 50
_OK_FROM, _OK_UNTIL = 200, 300


def act(
    node_id: str, action: WorkflowAction, step_context: StepContext, state: State
) -> NodeOutcome | AskSite:
    match action:
        case AddNoteAction():
            text = storable(fill(action.text, step_context.facts, state))[:_TEXT_CHARACTERS]
            return NodeOutcome(NEXT, (AddNote(NO_KEY, text),) if text.strip() else ())
        case ChangeStatusAction():
            return NodeOutcome(NEXT, (ChangeStatus(NO_KEY, action.status),))
        case SetTagAction():
            return NodeOutcome(NEXT, (SetTag(NO_KEY, action.tag, action.remove),))
        case SendFormAction():
            return NodeOutcome(NEXT, (RefuseTool(NO_KEY, "send_form", NO_FORMS),))
        case HandoffAction():
            return hand_over(fill(action.reason, step_context.facts, state))
        case HttpRequestAction():
            return _reach_site(node_id, action, step_context, state)


def _reach_site(
    node_id: str, action: HttpRequestAction, step_context: StepContext, state: State
) -> NodeOutcome | AskSite:
    """Reading happens while the turn thinks; telling waits until the turn has committed."""
    try:
        request = fill_request(action, step_context.facts, state)
    except (DoesNotFit, BadTemplate) as misfit:
        return _failed(str(misfit))
    # Sent now, a request could not be taken back when the turn turns out to be void.
    if action.method != "GET":
        tell = TellSite(NO_KEY, action.method, request.url, request.headers, request.body)
        return NodeOutcome(NEXT, (tell,))
    match step_context.answer:
        case None:
            return AskSite(NO_KEY, node_id, request.url, request.headers)
        case SiteAnswered(status=status, body=body) if _OK_FROM <= status < _OK_UNTIL:
            return NodeOutcome(NEXT, decision=f"The site answered {status}.", memory=body)
        case SiteAnswered(status=status):
            # Redirects, too: following one would lead to a host that nobody allowed.
            why = f"The site answered {status}."
        case other:
            why = other.why if isinstance(other, AskFailed) else "The site gave no answer."
    return _failed(why)


def _failed(why: str) -> NodeOutcome:
    # Memory is emptied, or a text further on would quote the answer of an earlier round. The
    # way "failed" need not be drawn: without it, a failure changes nothing about the way.
    return NodeOutcome(FAILED, decision=why, memory="", otherwise=NEXT)


def answer_visitor(
    answer: AskResult, tools: tuple[WorkflowTool, ...], calls_left: int
) -> NodeOutcome:
    """Say what the model answered, and do what it called for, as often as it still may."""
    if not isinstance(answer, Answered):
        why = answer.why if isinstance(answer, AskFailed) else "this was no answer"
        return hand_over(f"The model could not answer: {why}")
    text = storable(answer.text).strip()[:_TEXT_CHARACTERS]
    said: tuple[Effect, ...] = (Say(NO_KEY, text),) if text else ()
    # Refused calls count as well, or a model could be kept busy with tools there are not.
    effects = tuple(read_call(call, tools) for call in answer.calls[:calls_left])
    if len(answer.calls) > calls_left:
        effects += (RefuseTool(NO_KEY, "all further tools", TOO_MANY),)
    handed = next((effect for effect in effects if isinstance(effect, Handoff)), None)
    if handed is not None:
        # Notes and tags are kept, since the person who takes over will want them.
        others = tuple(
            map(_beside_handoff, (one for one in effects if not isinstance(one, Handoff)))
        )
        return hand_over(handed.reason, (*said, *others))
    # Silence would leave the visitor waiting for an answer that nobody knows is missing.
    if not text and all(isinstance(effect, RefuseTool) for effect in effects):
        return hand_over("The model said nothing.", effects)
    return NodeOutcome(
        NEXT, (*said, *effects), memory=text, tool_calls=len(answer.calls[:calls_left])
    )


def _beside_handoff(effect: Effect) -> Effect:
    """Keep a chat open that a person shall answer."""
    if isinstance(effect, ChangeStatus):
        return RefuseTool(effect.key, "change_status", "The chat was handed to the team.")
    return effect


def read_call(call: RequestedTool, tools: tuple[WorkflowTool, ...]) -> Effect:
    """Turn a model's tool call into an effect, or into the reason why not."""
    # Providers check this too, but what a node allows must not depend on theirs.
    if call.name not in tools:
        return _refused(call, "This step does not offer such a tool.")
    if not isinstance(call.arguments, Mapping):
        return _refused(call, "The arguments are not an object.")
    effect = _effect_of(call.name, call.arguments)
    return _refused(call, effect) if isinstance(effect, str) else effect


def _effect_of(name: str, arguments: Mapping[object, object]) -> Effect | str:
    match name:
        case "add_note":
            text = _text(arguments, "text", _TEXT_CHARACTERS)
            return AddNote(NO_KEY, text) if text else "A note needs a text."
        case "change_status":
            return _status_of(arguments)
        case "set_tag":
            tag = _text(arguments, "tag", _TAG_CHARACTERS)
            # Only a plain true: a model that writes "false" as text must not take a tag off.
            is_removal = arguments.get("remove") is True
            return SetTag(NO_KEY, tag, is_removal) if tag else "A tag needs a name."
        case "handoff":
            return Handoff(NO_KEY, _text(arguments, "reason", 500) or "The model asked for it.")
        case "http_request":
            return "A model may not choose addresses; use an http_request step."
        case _:
            return NO_FORMS


def _status_of(arguments: Mapping[object, object]) -> Effect | str:
    match arguments.get("status"):
        case "pending":
            return ChangeStatus(NO_KEY, "pending")
        case "solved":
            return ChangeStatus(NO_KEY, "solved")
        case _:
            return "A status can become pending or solved."


def _text(arguments: Mapping[object, object], name: str, most: int) -> str:
    """Read a text argument; one that is none, or too long, is empty."""
    value = arguments.get(name)
    if not isinstance(value, str):
        return ""
    text = storable(value).strip()
    return text if len(text) <= most else ""


def _refused(call: RequestedTool, why: str) -> RefuseTool:
    return RefuseTool(NO_KEY, storable(call.name)[:40], why)
