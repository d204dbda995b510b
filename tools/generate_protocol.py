"""Write the TypeScript types, the OpenAPI and AsyncAPI documents and the JSON Schema.

python -m tools.generate_protocol           writes them
python -m tools.generate_protocol --check   fails if they are not up to date
"""

import json
import sys
from pathlib import Path
from typing import Any

from frontdesk.entrypoints.openapi import describe
from frontdesk.entrypoints.settings import read_settings
from frontdesk.entrypoints.web import WebProcess
from frontdesk.features.workflows.model.schema import file_schema
from tools.asyncapi import asyncapi_document
from tools.http_reference import http_reference
from tools.operations import operations_module
from tools.refusals import errors_page
from tools.typescript import typescript_module

ROOT = Path(__file__).resolve().parent.parent


def generated_files() -> dict[Path, str]:
    """Say what each generated file must contain."""
    openapi = openapi_of_nothing_running()
    pages = http_reference(openapi)
    return {
        **{ROOT / "docs/api/http" / name: text for name, text in pages.items()},
        ROOT / "web/protocol/src/generated/wire.ts": typescript_module(),
        ROOT / "web/protocol/src/generated/operations.ts": operations_module(openapi),
        ROOT / "docs/api/asyncapi.json": asyncapi_document(),
        ROOT / "docs/api/openapi.json": json.dumps(openapi, indent=1, ensure_ascii=False) + "\n",
        ROOT / "docs/api/errors.md": errors_page(),
        ROOT / "docs/api/workflow.schema.json": json.dumps(file_schema(), indent=2) + "\n",
    }


def openapi_of_nothing_running() -> dict[str, Any]:
    """Write the OpenAPI document of an application that is put together and never started."""
    environ = {
        "DATABASE_URL": "postgresql://nowhere",
        "REDIS_URL": "redis://nowhere",
        "SECRET_KEY": "only-to-put-the-parts-together-0",
        "PUBLIC_URL": "https://chat.example",
    }
    app = WebProcess(read_settings(environ)).litestar
    return describe(app)


def stale_files() -> list[Path]:
    """Find the generated files that no longer say what the server says."""
    return [
        path
        for path, text in generated_files().items()
        if not path.exists() or path.read_text() != text
    ]


def main() -> int:
    """Write the files, or with `--check` only compare them."""
    stale = stale_files()
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)} (run: make protocol)")
        return 1 if stale else 0
    for path, text in generated_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    print(f"{len(stale)} of {len(generated_files())} generated files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
