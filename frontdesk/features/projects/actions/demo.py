"""The demo's two projects and four people, the same after every start."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.features import accounts
from frontdesk.features.accounts.model import NewUser
from frontdesk.features.projects import store
from frontdesk.features.projects.model import Role, normal_domains
from frontdesk.infra.database import Transaction
from frontdesk.kit.errors import Conflict
from frontdesk.kit.ids import ProjectId

_DEMO = ProjectId(1)
_OTHER = ProjectId(2)
# The assistant is off until somebody switches it on; then it has something to say.
_PROMPT = """You answer visitors of the Demo shop. Be brief and friendly.
We are open Monday to Friday from nine to six.
Delivery takes two to four days and is free above 50 euros.
Anything can be sent back within thirty days."""
_HERE = ["localhost", "127.0.0.1"]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody in the demo."""

    email: str
    name: str
    project_id: ProjectId
    role: Role


PEOPLE = (
    DemoPerson("owner@demo.test", "Olivia Owner", _DEMO, Role.OWNER),
    DemoPerson("grace@demo.test", "Grace Okafor", _DEMO, Role.AGENT),
    DemoPerson("alan@demo.test", "Alan Reyes", _DEMO, Role.AGENT),
    DemoPerson("mallory@demo.test", "Mallory Quinn", _OTHER, Role.OWNER),
)


async def seed_demo(tx: Transaction, password_hash: str, now: datetime) -> bool:
    """Make the demo in an empty database; False if it is there already.

    The demo's password is printed for everyone to read, so it must never be let into a
    database that people use.
    """
    if await accounts.has_any_user(tx):
        if await store.is_demo(tx, _DEMO, PEOPLE[0].email):
            return False
        raise DatabaseInUse
    domains = normal_domains(_HERE)
    await store.insert_project_with_id(tx, _DEMO, ("Demo", "Demo Support"), domains, now)
    await store.insert_project_with_id(tx, _OTHER, ("Other", "Other Support"), domains, now)
    await store.give_prompt(tx, _DEMO, _PROMPT)
    for person in PEOPLE:
        user = await accounts.add_user(tx, NewUser(person.email, person.name, password_hash), now)
        await store.insert_member(tx, person.project_id, user.id, person.role, now)
    return True


class DatabaseInUse(Conflict):
    """This database is in use. --demo needs an empty one."""

    reason = "database_in_use"
