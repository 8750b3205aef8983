"""Where everything that the host makes lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

APP = "liaison_app"
CHECKOUT = Path(__file__).resolve().parent.parent
HOST_SOURCES = CHECKOUT / "host"


def cache_folder() -> Path:
	"""Downloads that outlive a checkout."""
	base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
	return Path(base) / APP


@dataclass(frozen=True)
class Paths:
	"""The folders of one checkout's host."""

	checkout: Path = CHECKOUT

	@property
	def state(self) -> Path:
		"""Everything that the host makes and `make clean` removes."""
		return self.checkout / ".host"

	@property
	def done(self) -> Path:
		"""A marker for each step that was finished."""
		return self.state / "done"

	@property
	def logs(self) -> Path:
		return self.state / "logs"

	@property
	def run(self) -> Path:
		"""Process ids and ports of what runs now."""
		return self.state / "run"

	@property
	def frappe_source(self) -> Path:
		return self.state / "frappe"

	@property
	def tools(self) -> Path:
		"""A virtual environment with bench and uv."""
		return self.state / "tools"

	@property
	def node(self) -> Path:
		return self.state / "node"

	@property
	def bench(self) -> Path:
		return self.state / "bench"

	@property
	def sites(self) -> Path:
		return self.bench / "sites"

	@property
	def python(self) -> Path:
		"""The Python of the bench."""
		return self.bench / "env" / "bin" / "python"

	@property
	def mariadb(self) -> Path:
		return self.state / "mariadb"

	@property
	def redis(self) -> Path:
		return self.state / "redis"

	@property
	def dumps(self) -> Path:
		"""A fresh site of Frappe alone, from which every further site is made in seconds."""
		return self.state / "dumps"
