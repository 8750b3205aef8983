"""The logins of the demo district."""

from dataclasses import dataclass

from liaison_app.demo.marker import read_marker
from liaison_app.demo.staff import PEOPLE


@dataclass(frozen=True)
class Login:
	"""A person of the demo. place: the schools of the assignment."""

	role: str
	email: str
	password: str
	place: str


def get_logins() -> list[Login]:
	"""The logins of the demo on this site; empty without one."""
	marker = read_marker()
	if not marker:
		return []
	return [Login(person.role, person.user, marker.password, ", ".join(person.schools)) for person in PEOPLE]
