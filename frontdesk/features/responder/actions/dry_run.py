"""Preparing a dry run: who may, what is said, and what is known. Nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.features import conversations, messages, projects, workflows
from frontdesk.features.responder.actions.facts import facts_of
from frontdesk.features.responder.model.dry_run import DryRunSetup
from frontdesk.features.responder.model.refusals import BudgetSpent, MessagesOrConversation
from frontdesk.features.responder.store import settings as settings_store
from frontdesk.features.responder.store import watch
from frontdesk.features.workflows.model.facts import read_attributes, read_clock
from frontdesk.features.workflows.model.rows import WorkflowId
from frontdesk.features.workflows.model.running import Facts
from frontdesk.features.workflows.wire.exchange import MAX_DRY_RUN_MESSAGES
from frontdesk.kit.ids import ConversationId, ProjectId

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.projects.model import ManagerMember
    from frontdesk.features.workflows.wire.exchange import DryRun
    from frontdesk.infra.database import Transaction

_MOST_LINES = 200


async def prepare_dry_run(
    tx: Transaction,
    manager: ManagerMember,
    workflow_id: WorkflowId,
    wanted: DryRun,
    now: datetime,
) -> DryRunSetup:
    """Read what a dry run is about.

    Raises `BudgetSpent` if the project's models would have to answer and may not today.
    """
    project_id = manager.project_id
    found = await workflows.find_for_reading(tx, manager, workflow_id)
    if (wanted.conversation_id is None) == (not wanted.messages):
        raise MessagesOrConversation
    settings = await settings_store.find_settings(tx, project_id)
    if wanted.models == "project" and settings.tokens_today >= settings.tokens_per_day:
        raise BudgetSpent
    said, facts = await _said_and_known(tx, project_id, wanted, now)
    return DryRunSetup(
        project_id=project_id,
        definition=found.draft if wanted.definition is None else wanted.definition,
        said=tuple(said[:MAX_DRY_RUN_MESSAGES]),
        facts=facts,
        settings=settings,
        persona_name=await watch.find_persona(tx, project_id),
    )


async def _said_and_known(
    tx: Transaction, project_id: ProjectId, wanted: DryRun, now: datetime
) -> tuple[list[str], Facts]:
    rules = await projects.routing_of(tx, project_id)
    weekday, minute_of_day = read_clock(now, rules.time_zone)
    said, known = wanted.messages, Facts()
    if wanted.conversation_id is not None:
        found = await conversations.find_for_reading(
            tx, project_id, ConversationId(wanted.conversation_id)
        )
        thread = await messages.find_page_after(tx, found, 0, _MOST_LINES)
        said = [one.content for one in thread if one.is_from_visitor and one.deleted_at is None]
        _, known = await facts_of(tx, found, thread)
    return said, replace(
        known,
        weekday=weekday,
        minute_of_day=minute_of_day,
        page_url=wanted.page_url or known.page_url,
        attributes=known.attributes | read_attributes(wanted.attributes),
        status=wanted.status,
        tags=frozenset(wanted.tags),
        is_within_hours=wanted.is_within_hours,
    )
