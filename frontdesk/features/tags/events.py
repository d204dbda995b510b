"""What can happen to tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True, slots=True)
class ProjectTagsChanged:
    """A tag was added, renamed, coloured or removed."""

    project_id: ProjectId
