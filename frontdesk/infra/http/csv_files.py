"""Tables as files that a spreadsheet opens and does not run."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from litestar import Response

from frontdesk.infra.http.openapi import CsvText


def csv_file(name: str, lines: Iterable[Sequence[object]]) -> Response[CsvText]:
    """Answer with a file of this name; the first line names the columns."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = CsvText(written.getvalue())
    return Response(text, media_type="text/csv", headers=headers)


def _harmless(cell: object) -> object:
    # A spreadsheet runs a cell that begins like a formula.
    is_formula = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if is_formula else cell
