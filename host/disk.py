"""Room on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from host.errors import HostError

GIB = 1024**3
FIRST_SETUP = 3 * GIB
LATER = GIB // 4


def ensure_room(folder: Path, needed: int) -> None:
	"""Refuse to begin what would run out of disk half-way."""
	free = shutil.disk_usage(folder).free
	if free < needed:
		raise HostError(
			f"There is too little room on the disk: {folder} has {free / GIB:.1f} GB free"
			f" and the host needs {needed / GIB:.1f} GB."
		)
