"""What can happen to the responder and its drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.responder.model.result import Draft
    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True)
class DraftCreated:
    """The responder wrote something that was not sent."""

    draft: Draft

    @property
    def project_id(self) -> ProjectId:
        return self.draft.project_id


@dataclass(frozen=True)
class DraftDecided:
    """A member sent a draft or threw it away."""

    draft: Draft

    @property
    def project_id(self) -> ProjectId:
        return self.draft.project_id
