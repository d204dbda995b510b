"""What can happen to a visitor, apart from messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.visitors.model import Visitor
    from frontdesk.features.visitors.wire import SiteProfile
    from frontdesk.kit.ids import ProjectId, UserId


@dataclass(frozen=True, slots=True)
class VisitorBlocked:
    """A member closed this visitor's chat for good."""

    visitor: Visitor
    member_id: UserId

    @property
    def project_id(self) -> ProjectId:
        return self.visitor.project_id


@dataclass(frozen=True, slots=True)
class VisitorUnblocked:
    """A member let this visitor write again."""

    visitor: Visitor
    member_id: UserId

    @property
    def project_id(self) -> ProjectId:
        return self.visitor.project_id


@dataclass(frozen=True, slots=True)
class VisitorDescribed:
    """The site said something new about who this visitor is."""

    visitor: Visitor
    profile: SiteProfile

    @property
    def project_id(self) -> ProjectId:
        return self.visitor.project_id


@dataclass(frozen=True, slots=True)
class ContactLeft:
    """A visitor left an address."""

    visitor: Visitor

    @property
    def project_id(self) -> ProjectId:
        return self.visitor.project_id
