"""Projects, their members and settings as they cross the network."""

from typing import Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from frontdesk.features.accounts.wire import (
    AvatarUrl,
    Email,
    Password,
    PersonName,
    UserWire,
)
from frontdesk.features.projects.wire.settings import (
    Domains,
    HistoryVisibility,
    MessageRateLimit,
    MessageRateSeconds,
    ProjectName,
    ReopenDays,
    SettingsGroup,
    WidgetSettings,
)
from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire

RoleName: TypeAlias = Literal["owner", "manager", "agent"]
MemberState: TypeAlias = Literal["available", "idle", "away", "offline"]


class ProjectWire(Wire):
    """A project as its members see it; `role` is the asker's own.

    `messageRateLimit` null means that visitors may write as fast as they like.
    """

    id: int
    name: str
    persona_name: str
    persona_avatar_url: str | None
    allowed_domains: list[str]
    history_visibility: HistoryVisibility
    reopen_days: int
    message_rate_limit: int | None
    message_rate_seconds: int
    role: RoleName
    version: int
    created_at: str
    updated_at: str


class ProjectPage(Wire):
    """The projects one is a member of, oldest first; `mayOpen`: one may open another."""

    data: list[ProjectWire]
    next_cursor: str | None
    may_open: bool


class CreateProject(Wire):
    """`POST /projects`; the persona is the project's name unless given."""

    name: ProjectName
    persona_name: PersonName | None = None
    allowed_domains: Domains = msgspec.field(default_factory=list)


class PatchProject(Wire):
    """`PATCH /projects/{id}`: only what is named changes."""

    name: ProjectName | UnsetType = UNSET
    persona_name: PersonName | UnsetType = UNSET
    persona_avatar_url: AvatarUrl | UnsetType | None = UNSET
    allowed_domains: Domains | UnsetType = UNSET
    history_visibility: HistoryVisibility | UnsetType = UNSET
    reopen_days: ReopenDays | UnsetType = UNSET
    message_rate_limit: MessageRateLimit | UnsetType | None = UNSET
    message_rate_seconds: MessageRateSeconds | UnsetType = UNSET


class TeamFace(Wire):
    """Somebody who really answers here, as a visitor sees them."""

    name: str
    avatar_url: str | None


class PublicSettings(Wire):
    """What a site's widget needs before anyone has said anything.

    `faces` are at most three: who could answer now, then who answered of late.
    """

    project_id: int
    persona_name: str
    persona_avatar_url: str | None
    widget: WidgetSettings
    max_content_characters: int
    message_rate_limit: int | None
    message_rate_seconds: int
    is_open: bool = True
    is_anybody_online: bool = False
    opens_at: str | None = None
    away_message: str = ""
    asks_for_email: bool = True
    usual_reply_seconds: int | None = None
    has_responder: bool = False
    faces: list[TeamFace] = msgspec.field(default_factory=list)


class WidgetSeen(Wire):
    """When and where the widget last asked for its settings; null until it did."""

    seen_at: str | None
    origin: str | None


class MemberWire(Wire):
    """A user's place in a project."""

    user_id: int
    name: str
    email: str
    avatar_url: str | None
    role: RoleName
    # Nobody can sign in to their account.
    is_deactivated: bool
    created_at: str
    state: MemberState = "offline"


class MemberPage(Wire):
    """The members of a project, by name."""

    data: list[MemberWire]
    next_cursor: str | None


class PatchMember(Wire):
    """`PATCH /projects/{id}/members/{userId}`."""

    role: RoleName


class CreateInvitation(Wire):
    """`POST /projects/{id}/invitations`; with `email`, only that address may accept."""

    role: RoleName
    email: Email | None = None


class InvitationWire(Wire):
    """An invitation nobody has accepted or revoked yet."""

    id: int
    role: RoleName
    email: str | None
    invited_by_name: str | None
    created_at: str
    expires_at: str


class CreatedInvitation(Wire):
    """A new invitation; `url` is shown this once and stored nowhere."""

    invitation: InvitationWire
    url: str


class InvitationPage(Wire):
    """Open invitations, newest first."""

    data: list[InvitationWire]
    next_cursor: str | None


class InvitationPreview(Wire):
    """What the holder of a link may know before accepting."""

    project_name: str
    role: RoleName
    email: str | None
    invited_by_name: str | None
    expires_at: str


class AcceptInvitation(Wire):
    """`POST /invitations/{token}/accept`.

    A new person gives all three (`email` only if the invitation names none); someone
    already signed in sends an empty object.
    """

    email: Email | None = None
    name: PersonName | None = None
    password: Password | None = None


class AcceptedInvitation(Wire):
    """The invitation's new member, signed in."""

    user: UserWire
    csrf_token: str
    project_id: int


class SetUpNeeded(Wire):
    """`GET /setup`: nobody has an account here yet."""

    is_needed: bool


class SetUpStatus(Wire):
    """`GET /setup/{token}`: the link works, until then."""

    expires_at: str


class SetUp(Wire):
    """`POST /setup/{token}`: the first owner and their project."""

    email: Email
    name: PersonName
    password: Password
    project_name: ProjectName
    allowed_domains: Domains = msgspec.field(default_factory=list)


class SetUpDone(Wire):
    """The first owner, signed in, and what to put on the site."""

    user: UserWire
    csrf_token: str
    project: ProjectWire


class ProjectUpdated(Wire):
    """`projectUpdated`, to members: fetch the project and its settings again.

    `group` is what changed, and `version` what `If-Match` takes for it now. An entry of the
    feed that is older than the groups names none: fetch them all.
    """

    group: SettingsGroup | UnsetType = UNSET
    version: int | UnsetType = UNSET
    feed_seq: int | UnsetType = UNSET


PROJECT_UPDATED = ServerEvent("projectUpdated", ProjectUpdated, ProjectMembers, is_durable=True)
