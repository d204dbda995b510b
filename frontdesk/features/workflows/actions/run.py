"""What a turn needs to walk a conversation through its workflow.

Begin with `begin_or_resume`, think with `step` or `advance` for as long as it takes and
with no transaction open, then `save_steps` in the transaction that commits the turn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.features.workflows.model.refusals import StepTaken
from frontdesk.features.workflows.model.rows import WorkflowRun
from frontdesk.features.workflows.model.running import State
from frontdesk.features.workflows.model.stepping import begin_turn
from frontdesk.features.workflows.store import runs, workflows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.features.workflows.model.running import StepResult
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def begin_or_resume(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, turn: int
) -> WorkflowRun | None:
    """Return where a conversation stands, ready for this turn.

    A run under way goes on in the version it began with, whatever was published since;
    otherwise one begins in the published version. None: there is nothing to run.
    """
    newest = await runs.find_newest(tx, project_id, conversation_id)
    if newest is not None and newest.state.phase in ("ready", "waiting"):
        return replace(newest, state=begin_turn(newest.state, turn))
    published = await workflows.find_published(tx, project_id)
    if published is None:
        return None
    # Steps are numbered through the conversation's life, whichever workflow took them:
    # compare-and-set needs one line of numbers that only grows.
    behind = State(step_no=newest.state.step_no if newest else 0)
    return WorkflowRun(conversation_id, published, begin_turn(behind, turn))


async def save_steps(
    tx: Transaction,
    project_id: ProjectId,
    workflow_run: WorkflowRun,
    step_results: Sequence[StepResult],
) -> None:
    """Store the nodes a turn went through, if nobody went on from there meanwhile.

    Raises `StepTaken` otherwise: the turn is void and its transaction must end.
    """
    if not step_results:
        return
    added = await runs.insert_steps(tx, project_id, workflow_run, step_results)
    # All or none: some of the keys taken means that another turn was here first.
    if added != len(step_results):
        raise StepTaken
