"""What happens to projects, their members and invitations."""

from frontdesk.features.projects.actions.deactivation import (
    deactivate_member,
    disable_user,
    enable_user,
    reactivate_member,
)
from frontdesk.features.projects.actions.demo import DemoPerson, seed_demo
from frontdesk.features.projects.actions.earlier_settings import (
    edit_project,
    replace_routing_rules,
    replace_widget_settings,
)
from frontdesk.features.projects.actions.invitations import (
    accept_as_new_person,
    accept_as_someone,
    invite,
    revoke_invitation,
)
from frontdesk.features.projects.actions.members import add_owner, change_role, remove_member
from frontdesk.features.projects.actions.projects import (
    create_project,
    delete_project,
    mark_widget_seen,
)
from frontdesk.features.projects.actions.set_up import (
    create_owner,
    create_setup_link,
    set_up,
)
from frontdesk.features.projects.actions.settings import (
    replace_settings,
    save_assistant,
    void_assistant_runs,
)

__all__ = [
    "DemoPerson",
    "accept_as_new_person",
    "accept_as_someone",
    "add_owner",
    "change_role",
    "create_owner",
    "create_project",
    "create_setup_link",
    "deactivate_member",
    "delete_project",
    "disable_user",
    "edit_project",
    "enable_user",
    "invite",
    "mark_widget_seen",
    "reactivate_member",
    "remove_member",
    "replace_routing_rules",
    "replace_settings",
    "replace_widget_settings",
    "revoke_invitation",
    "save_assistant",
    "seed_demo",
    "set_up",
    "void_assistant_runs",
]
