"""What stands between a model's words and a visitor, whatever the model was talked into.

A model can be made to say anything; so nothing here asks what it was told. Its words are
looked at once they are whole: what gives away its instructions is not said at all, what only
a person may promise waits for a person, and links to other people's sites are no links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.features.responder.model.leaks import gives_away
from frontdesk.features.responder.model.links import addresses_in, without_foreign_links
from frontdesk.features.responder.model.promises import promises_in
from frontdesk.features.responder.model.result import RunResult, Withheld
from frontdesk.features.workflows.model.running import (
    AddNote,
    Effect,
    Handoff,
    Key,
    RefuseTool,
    Say,
)
from frontdesk.features.workflows.wire.graph import LlmNode

if TYPE_CHECKING:
    from frontdesk.features.responder.model.settings import ResponderConfig
    from frontdesk.features.workflows.wire.graph import WorkflowDefinition

REPEATED = "The answer repeated the assistant's instructions."


@dataclass(frozen=True)
class AnswerGuard:
    """What the words of one run are measured by."""

    prompts: Sequence[str]
    gated: Sequence[str]
    domains: Sequence[str]


def guard_of(definition: WorkflowDefinition, settings: ResponderConfig) -> AnswerGuard:
    """Take the prompts of the whole workflow: a conversation may have been through any."""
    prompts = [node.instructions for node in definition.nodes if isinstance(node, LlmNode)]
    return AnswerGuard(prompts, settings.gated_words, settings.link_domains)


def guarded(result: RunResult, guard: AnswerGuard) -> RunResult:
    """Make a run's words and effects harmless, and decide whether the words may be sent."""
    said = [
        effect
        for effect in result.effects
        if isinstance(effect, Say) and effect.text != effect.authored
    ]
    withheld = _withheld(said, guard)
    is_leak = withheld is not None and withheld.because == "leaked"
    change = _unsaid if is_leak else partial(_inert, guard.domains)
    step_results = tuple(
        replace(one, effects=tuple(map(change, one.effects))) for one in result.step_results
    )
    return replace(result, step_results=step_results, withheld=withheld)


def withheld_of(text: str, guard: AnswerGuard) -> Withheld | None:
    """Return why words a model wrote may not be sent by themselves; None if they may."""
    return _withheld([Say(Key(0, 0), text)], guard)


def _withheld(said: Sequence[Say], guard: AnswerGuard) -> Withheld | None:
    if gives_away("\n".join(one.text for one in said), guard.prompts):
        return Withheld("leaked")
    promised = [words for one in said for words in _promised(one, guard.gated)]
    return Withheld("gated", promised[0]) if promised else None


def _promised(said: Say, gated: Sequence[str]) -> list[str]:
    """Name what the text promises beyond what the team wrote there itself."""
    authored = promises_in(said.authored, gated)
    return [words for words in promises_in(said.text, gated) if words not in authored]


def _unsaid(effect: Effect) -> Effect:
    return RefuseTool(effect.key, "the answer", REPEATED) if isinstance(effect, Say) else effect


def _inert(domains: Sequence[str], effect: Effect) -> Effect:
    match effect:
        case Say(text=text, authored=authored):
            own = [*domains, *addresses_in(authored)]
            return replace(effect, text=without_foreign_links(text, own))
        case AddNote(text=text):
            return replace(effect, text=without_foreign_links(text, domains))
        case Handoff(reason=reason):
            return replace(effect, reason=without_foreign_links(reason, domains))
        case _:
            return effect
