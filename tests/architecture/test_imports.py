import subprocess
import sys
from pathlib import Path

from grimp import ImportGraph

from tests.architecture.tree import ROOT
from tools.front_doors import FrontDoorsContract

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def test_every_import_contract_is_kept() -> None:
    linted = subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert linted.returncode == 0, linted.stdout


def test_another_features_store_is_not_a_door() -> None:
    assert not _is_allowed("app.features.messages.actions", "app.features.projects.store")


def test_another_features_package_model_events_and_wire_are_doors() -> None:
    importer = "app.features.messages.actions"

    assert all(
        _is_allowed(importer, f"app.features.projects{door}")
        for door in ("", ".model", ".events", ".wire")
    )


def test_entrypoints_may_use_edges_but_not_stores() -> None:
    assert _is_allowed("app.entrypoints.web", "app.features.projects.http")
    assert not _is_allowed("app.entrypoints.web", "app.features.projects.store")
    assert not _is_allowed("app.features.messages.http", "app.features.projects.http")


def test_a_feature_may_use_everything_of_its_own() -> None:
    assert _is_allowed("app.features.projects.http", "app.features.projects.store.members")


def _is_allowed(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    graph.add_import(importer=importer, imported=imported)
    contract = FrontDoorsContract(
        name="front doors",
        session_options={},
        contract_options={
            "features": "app.features",
            "entrypoints": "app.entrypoints",
            "doors": ["model", "events", "wire"],
            "edges": ["http", "socket", "jobs", "broadcasts"],
        },
    )
    return contract.check(graph, verbose=False).kept


def test_a_worker_starts_without_what_only_web_processes_need() -> None:
    """Every worker pays for it at each start, in time and in memory."""
    unused = ("litestar", "engineio", "socketio", "aiohttp", "uvicorn")
    says = (
        f"import frontdesk.entrypoints.worker, sys; print(*({set(unused)!r} & sys.modules.keys()))"
    )

    found = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True)

    assert found.stdout.split() == []
