"""Projects, who belongs to them, and which sites may show their widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from frontdesk.features.accounts.model import User
from frontdesk.features.projects.wire.settings import (
    AnyGroup,
    AssistantGroup,
    GeneralGroup,
    HistoryVisibility,
    ResponderMode,
    RoutingGroup,
    SettingsGroup,
    WidgetGroup,
)
from frontdesk.kit.errors import Conflict, Forbidden, Gone, Invalid
from frontdesk.kit.ids import ProjectId, UserId
from frontdesk.kit.origins import DomainPattern, read_origin, read_pattern

GROUP_NAMES: Mapping[type[AnyGroup], SettingsGroup] = {
    GeneralGroup: "general",
    WidgetGroup: "widget",
    RoutingGroup: "routing",
    AssistantGroup: "assistant",
}

INVITATION_DAYS = 7
SETUP_LINK_HOURS = 24


class Role(StrEnum):
    """What a member may do; each role may do all that the one before it may."""

    AGENT = "agent"
    MANAGER = "manager"
    OWNER = "owner"

    def reaches(self, at_least: "Role") -> bool:
        """Whether this role is `at_least` or more."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(at_least)


@dataclass(frozen=True, slots=True)
class Project:
    """A tenant: one website or brand."""

    id: ProjectId
    name: str
    persona_name: str
    persona_avatar_url: str | None
    allowed_domains: tuple[str, ...]
    history_visibility: HistoryVisibility
    reopen_days: int
    message_rate_limit: int | None
    message_rate_seconds: int
    widget_settings: dict[str, Any]
    away_message: str
    asks_for_email: bool
    responder_mode: ResponderMode
    widget_seen_at: datetime | None
    widget_seen_origin: str | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A user's place in a project."""

    project_id: ProjectId
    user_id: UserId
    role: Role
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AgentMember(Member):
    """A member who asks for something, and whose credential has been checked."""

    user: User
    # When they last entered their password.
    proved_at: datetime | None

    needs: ClassVar[Role] = Role.AGENT


@dataclass(frozen=True, slots=True)
class ManagerMember(AgentMember):
    """One who asks as a manager, or as an owner."""

    needs: ClassVar[Role] = Role.MANAGER


@dataclass(frozen=True, slots=True)
class OwnerMember(ManagerMember):
    """One who asks as an owner."""

    needs: ClassVar[Role] = Role.OWNER


@dataclass(frozen=True, slots=True)
class Profile:
    """A member, with what the others see of them."""

    member: Member
    name: str
    email: str
    avatar_url: str | None
    is_deactivated: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A member, and what their project is called."""

    member: Member
    project_name: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A place in a project, offered by a one-time link."""

    project_id: ProjectId
    id: int
    role: Role
    email: str | None
    invited_by_name: str | None
    created_at: datetime
    expires_at: datetime
    is_over: bool


class InvalidDomain(Invalid):
    """One of these is not a domain like example.com or *.example.com."""

    reason = "invalid_domain"


class OriginNotAllowed(Forbidden):
    """This page may not show the widget."""

    reason = "origin_not_allowed"
    advice = "Add the page's domain to the project's allowed domains."


class ProjectsOpenedByOwners(Forbidden):
    """Here, only owners of a project open another."""

    reason = "projects_opened_by_owners"
    advice = "Ask an owner to open the project and to invite this person."


class InvitationOver(Gone):
    """This invitation was used, revoked or has expired."""

    reason = "invitation_over"
    advice = "Ask for a new invitation."


class InvitationForAnother(Forbidden):
    """This invitation is for another e-mail address."""

    reason = "invitation_for_another"
    advice = "Sign in with the address that was invited."


class MemberAlready(Conflict):
    """You are a member of this project already."""

    reason = "member_already"
    advice = "Go to the project."


class MemberElsewhere(Forbidden):
    """This person also belongs to projects you do not own. Remove them from this one instead."""

    reason = "member_elsewhere"
    advice = "Remove them from the project; `frontdesk disable-user` deactivates any account."


class OwnAccount(Conflict):
    """You cannot deactivate your own account."""

    reason = "own_account"
    advice = "Leave the project, or ask another owner."


class SetUpLinkOver(Gone):
    """This set-up link was used or has expired."""

    reason = "set_up_link_over"
    advice = "Ask whoever runs this installation for a new link."


class SomethingMissing(Invalid):
    """Something is missing."""

    reason = "something_missing"


def normal_domains(written: list[str]) -> tuple[str, ...]:
    """Write allowed domains the one way they are stored, each once, in order."""
    patterns: dict[str, None] = {}
    for number, text in enumerate(written, start=1):
        pattern = read_pattern(text)
        if pattern is None:
            problem = f"Entry {number} is not a domain like example.com or *.example.com."
            raise InvalidDomain(problem, fields={"allowedDomains": problem})
        patterns[pattern.to_text()] = None
    return tuple(patterns)


def allowed_origin(project: Project, origin: str | None, own_origin: str) -> bool:
    """Whether a page from `origin` may talk to this project. In doubt, no."""
    asked = read_origin(origin)
    if asked is None:
        return False
    if asked == read_origin(own_origin):
        return True
    return any(pattern.matches(asked) for pattern in _patterns_of(project))


def frame_ancestors(project: Project) -> str:
    """Write the CSP directive that lets only allowed sites show the panel."""
    sources = [source for pattern in _patterns_of(project) for source in pattern.csp_sources()]
    return " ".join(["frame-ancestors", "'self'", *sources])


def _patterns_of(project: Project) -> list[DomainPattern]:
    patterns = (read_pattern(text) for text in project.allowed_domains)
    return [pattern for pattern in patterns if pattern is not None]
