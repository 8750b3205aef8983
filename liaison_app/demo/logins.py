"""The logins of the demo district."""

from dataclasses import dataclass

from liaison_app.demo.marker import read_marker
from liaison_app.demo.staff import PEOPLE


@dataclass(frozen=True)
class Login:
	"""A person of the demo. role: or two, joined by a plus. place: the schools of the assignment."""

	role: str
	email: str
	password: str
	place: str


def get_logins() -> list[Login]:
	"""The logins of the demo on this site; empty without one."""
	marker = read_marker()
	if not marker:
		return []
	return [
		Login(" + ".join(person.roles), person.user, marker.password, ", ".join(person.schools))
		for person in PEOPLE
		if f"people:{person.user}" in marker.done
	]
