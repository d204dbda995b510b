"""How chats are given to agents: a manager sets it as a whole."""

from frontdesk.features.projects import access, store
from frontdesk.features.projects.events import RoutingRulesChanged
from frontdesk.features.projects.model import Role, RoutingRules
from frontdesk.infra.database import Transaction
from frontdesk.kit.errors import NotFound, Stale, UnstorableText
from frontdesk.kit.hours import check_hours
from frontdesk.kit.ids import ProjectId, UserId


async def replace_routing_rules(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    rules: RoutingRules,
    version: int | None,
) -> int:
    """Give a project other rules, unless someone changed it since `version`.

    Returns the project's new version; the same rules again change nothing.
    """
    check_hours(rules.time_zone, rules.business_hours)
    if "\x00" in rules.away_message:
        raise UnstorableText("This text contains a NUL character.", fields={"awayMessage": "NUL."})
    project, _ = await access.lock_for_changing(tx, user_id, project_id, Role.MANAGER)
    if version is not None and version != project.version:
        raise Stale
    found = await store.find_routing_rules(tx, project_id)
    if found is None:
        raise NotFound
    before, _ = found
    if before == rules:
        return project.version
    saved = await store.save_routing_rules(tx, project_id, rules)
    await tx.announce([RoutingRulesChanged(project_id, user_id, before, rules)])
    return saved
