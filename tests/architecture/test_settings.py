import re

from tests.architecture.tree import ROOT

GUIDE = ROOT / "docs/guides/settings.md"

# A setting's name as a string of its own, in the one layer that may read the environment.
SETTING = re.compile(r'"([A-Z][A-Z]+(?:_[A-Z]+)*)"')

# What PostgreSQL's own programs are told, and nobody tells us.
OF_OTHERS = {"PGPASSWORD"}


def test_every_setting_is_explained_in_the_guide() -> None:
    explained = set(re.findall(r"`([A-Z][A-Z_]+)`", GUIDE.read_text()))

    assert settings_read() - explained == set()


def test_the_guide_explains_no_setting_that_is_gone() -> None:
    headings = set(re.findall(r"^\| `([A-Z][A-Z_]+)`", GUIDE.read_text(), re.MULTILINE))

    assert headings - settings_read() == set()


def test_only_entrypoints_read_the_environment() -> None:
    others = [
        str(path.relative_to(ROOT))
        for layer in ("features", "infra", "kit")
        for path in (ROOT / "frontdesk" / layer).rglob("*.py")
        # A fault drill tells a process where to die; that is no setting of an installation.
        if path.name != "pause_points.py"
        if re.search(r"os\.environ\[|os\.environ\.get|os\.getenv", path.read_text())
    ]

    assert others == []


def settings_read() -> set[str]:
    entrypoints = (ROOT / "frontdesk/entrypoints").rglob("*.py")
    found = {name for path in entrypoints for name in SETTING.findall(path.read_text())}
    return found - OF_OTHERS
