"""Steps that are made once, made again when their inputs change, and survive an interruption.

A step has a marker with the fingerprint of its inputs. The marker is removed before the step begins and
written after it succeeded, in one atomic rename: whatever is found without a fitting marker is half-made
or outdated, and made again from the start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from host.say import timed

SKIPPED = {"__pycache__", "node_modules", ".git", "dist"}


def fingerprint(*parts: object) -> str:
	"""One hash of texts and of files' contents (a Path stands for the file, or all files in the folder)."""
	total = hashlib.sha256()
	for part in parts:
		data = _of_path(part) if isinstance(part, Path) else str(part).encode()
		total.update(len(data).to_bytes(8, "big") + data)
	return total.hexdigest()[:24]


def _of_path(path: Path) -> bytes:
	if path.is_file():
		return hashlib.sha256(path.read_bytes()).digest()
	total = hashlib.sha256()
	for file in files_in(path):
		total.update(str(file.relative_to(path)).encode() + b"\0")
		total.update(hashlib.sha256(file.read_bytes()).digest())
	return total.digest()


def files_in(folder: Path, endings: Iterable[str] = ()) -> list[Path]:
	"""All files below a folder in a fixed order, without what is generated."""
	found = []
	for base, folders, names in os.walk(folder):
		folders[:] = sorted(name for name in folders if name not in SKIPPED)
		for name in sorted(names):
			if not name.endswith(".pyc") and (not endings or name.endswith(tuple(endings))):
				found.append(Path(base) / name)
	return found


def write_atomically(file: Path, text: str) -> None:
	"""Write a file so that it is there whole or not at all."""
	file.parent.mkdir(parents=True, exist_ok=True)
	part = file.with_name(f"{file.name}.{os.getpid()}.part")
	with part.open("w", encoding="utf-8") as stream:
		stream.write(text)
		stream.flush()
		os.fsync(stream.fileno())
	part.replace(file)


def remove(path: Path) -> None:
	"""Remove a file, link or folder, if it is there."""
	if path.is_symlink() or path.is_file():
		path.unlink()
	elif path.exists():
		shutil.rmtree(path)


class Steps:
	"""The markers of finished steps in one folder."""

	def __init__(self, folder: Path):
		self.folder = folder

	def is_done(self, name: str, inputs: str) -> bool:
		"""Say whether this step was finished with these inputs."""
		marker = self.folder / name
		return marker.is_file() and marker.read_text(encoding="utf-8") == inputs

	def run(self, name: str, what: str, inputs: str, make: Callable[[], None]) -> bool:
		"""Make a step unless it was finished with the same inputs; say whether it was made."""
		if self.is_done(name, inputs):
			return False
		self.forget(name)
		with timed(what):
			make()
		write_atomically(self.folder / name, inputs)
		return True

	def forget(self, name: str) -> None:
		"""Have a step made again the next time."""
		(self.folder / name).unlink(missing_ok=True)
