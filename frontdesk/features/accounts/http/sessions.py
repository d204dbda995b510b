"""The devices an account is signed in on."""

from litestar import delete, get
from litestar.params import FromPath

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.accounts.wire import SessionPage, SessionWire
from frontdesk.infra.http import AppContext, Inject


@get("/auth/sessions")
async def list_sessions(someone: Inject[SignedIn], app: Inject[AppContext]) -> SessionPage:
    """List the devices this account is signed in on."""
    async with app.database.snapshot() as tx:
        sessions = await store.list_sessions(tx, someone.user.id, app.clock.now())
    return SessionPage([SessionWire.of(session, someone) for session in sessions])


@delete("/auth/sessions/{session_id:int}")
async def end_session(
    session_id: FromPath[int], someone: Inject[SignedIn], app: Inject[AppContext]
) -> None:
    """Sign one device out."""
    async with app.database.transaction() as tx:
        await actions.end_session(tx, someone, session_id, app.clock.now())


HANDLERS = [list_sessions, end_session]
