"""What the demo has made so far, kept in one row of the site's defaults.

Each step is written down in the transaction that made it: after a kill the next run goes on behind the last
step that is really there.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

import frappe
from frappe.utils import getdate, nowdate

#: Neither a user nor "__default", so that no desk loads it.
OWNER = "liaison_app_demo"
KEY = "made"


@dataclass
class Marker:
	"""anchor: the day on which the demo was begun. done: keys of the steps that are made.

	families: the demo's families by the plan's key. languages: codes of the Language records that it switched on.
	school_year, year_before: the years that it made, empty where the site had one. data_import: the pupils' import.
	materials: names of what it can hand out.
	"""

	anchor: str
	password: str
	done: list[str] = field(default_factory=list)
	families: dict[str, str] = field(default_factory=dict)
	languages: list[str] = field(default_factory=list)
	materials: list[str] = field(default_factory=list)
	school_year: str = ""
	year_before: str = ""
	data_import: str = ""
	finished: bool = False

	@classmethod
	def begin(cls) -> "Marker":
		"""A demo that begins today."""
		return cls(anchor=nowdate(), password=f"Demo-{frappe.generate_hash(length=10)}")

	@property
	def day(self) -> date:
		"""The day on which the demo was begun."""
		return getdate(self.anchor)

	def write(self) -> None:
		"""Keep it, as part of the present transaction."""
		frappe.defaults.set_default(KEY, json.dumps(asdict(self)), OWNER)


def read_marker() -> Marker | None:
	"""What was made on this site; None without a demo. Read past the host's cache, which outlives a rollback."""
	stored = frappe.db.get_value("DefaultValue", {"parent": OWNER, "defkey": KEY}, "defvalue")
	return Marker(**json.loads(stored)) if stored else None


def forget_marker() -> None:
	"""The demo is gone."""
	frappe.db.delete("DefaultValue", {"parent": OWNER})
