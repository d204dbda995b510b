"""Thinking: for as long as it takes, with no transaction open and no row held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features import workflows
from frontdesk.features.responder.actions import context_of
from frontdesk.features.responder.jobs.mind import Mind
from frontdesk.features.responder.model import Thought
from frontdesk.features.workflows.model import (
    Answer,
    AskFailed,
    AskSite,
    Given,
    Line,
    Passage,
    Say,
    SiteAnswered,
    Spent,
)
from frontdesk.infra.models import Provider, demo_provider
from frontdesk.infra.outbound import SiteFailed, SiteRequest

if TYPE_CHECKING:
    from frontdesk.features.responder.jobs.desk import ResponderDesk
    from frontdesk.features.responder.model import Briefing
    from frontdesk.features.responder.model import Provider as StoredProvider
    from frontdesk.infra.models import Hears
    from frontdesk.infra.outbound import Sites
    from frontdesk.infra.secrets import SecretBox


async def think(desk: ResponderDesk, briefing: Briefing, hears: Hears) -> Thought:
    """Walk the conversation through its workflow until the turn is over."""
    providers = providers_of(desk.box, briefing.run.project_id, briefing.settings.providers)
    mind = Mind(desk.models, providers, briefing.persona_name, hears)
    standing, given = briefing.standing, Given(briefing.facts)
    definition, state = standing.published.definition, standing.state
    passages: list[Passage] = []
    spent: dict[int, Spent] = {}
    answer: Answer
    while True:
        advanced = workflows.advance(definition, state, given)
        passages += advanced.passages
        state = advanced.state
        if advanced.ask is None:
            break
        before = (mind.usage.total, mind.milliseconds)
        if isinstance(advanced.ask, AskSite):
            answer = await ask_site(desk.sites, advanced.ask, briefing.settings.allowed_hosts)
        else:
            answer = await mind.respond(advanced.ask, _lines(briefing, passages))
        spent[state.step_no + 1] = Spent(
            workflows.tool_of(advanced.ask),
            mind.usage.total - before[0],
            mind.milliseconds - before[1],
            answer.why if isinstance(answer, AskFailed) else None,
        )
        given = Given(briefing.facts, answer)
    return Thought(
        tuple(passages), state, mind.usage, mind.provider, mind.milliseconds, spent, mind.failure
    )


def providers_of(
    box: SecretBox, project_id: int, stored: Sequence[StoredProvider]
) -> list[Provider]:
    """Open the keys of a project's providers; without any, the demo model answers."""
    context = context_of(project_id)
    return [
        Provider(
            name=one.name,
            kind=one.kind,
            model=one.model,
            base_url=one.base_url,
            api_key=box.open(one.sealed_key, context) if one.sealed_key else None,
        )
        for one in stored
    ] or [demo_provider()]


async def ask_site(sites: Sites, ask: AskSite, hosts: Sequence[str]) -> Answer:
    """Ask another system, if the project lets workflows reach it."""
    try:
        answer = await sites.ask(SiteRequest("GET", ask.url, ask.headers), hosts)
    except SiteFailed as failure:
        return AskFailed(ask.key, failure.why)
    return SiteAnswered(ask.key, answer.status, answer.body)


def _lines(briefing: Briefing, passages: Sequence[Passage]) -> list[Line]:
    said = [deed for passage in passages for deed in passage.deeds if isinstance(deed, Say)]
    return [*briefing.lines, *(Line("ai", deed.text) for deed in said)]
