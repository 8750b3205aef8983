"""Files from the Python registry, kept in the user's cache and checked against a pinned hash."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from host.errors import HostError
from host.process import call
from host.steps import remove


def sha256_of(file: Path) -> str:
	"""The hash of a file's content."""
	return hashlib.sha256(file.read_bytes()).hexdigest()


def checked(file: Path, sha256: str) -> Path:
	"""Hand the file back if it is what was pinned; remove it and say so otherwise."""
	found = sha256_of(file)
	if found == sha256:
		return file
	remove(file)
	raise HostError(
		f"The download {file.name} is broken: its sha256 is {found[:16]}... where {sha256[:16]}... is pinned."
		" It was removed; try again, and look at your package mirror if this stays."
	)


def wheel(python: Path, requirement: str, file_name: str, sha256: str, cache: Path, log: Path) -> Path:
	"""The wheel of a pinned requirement, fetched by a Python's pip unless the cache has it."""
	cached = cache / file_name
	if cached.is_file() and sha256_of(cached) == sha256:
		return cached
	cache.mkdir(parents=True, exist_ok=True)
	with tempfile.TemporaryDirectory(dir=cache) as folder:
		pip = [python, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
		call(
			[*pip, "--dest", folder, requirement],
			log=log,
			failed=f"{requirement} could not be downloaded; is the Python package registry reachable?",
		)
		checked(Path(folder) / file_name, sha256).replace(cached)
	return cached
