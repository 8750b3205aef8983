"""The children of the study, shared out to families, with invented names. No site needed."""

from dataclasses import dataclass
from random import Random

from liaison_app.demo import names
from liaison_app.demo.staff import School
from liaison_app.demo.star import Child


@dataclass(frozen=True)
class Pupil:
	"""A child of the study with an invented name."""

	child: Child
	first_name: str
	last_name: str


class Pool:
	"""The children who are not shared out yet; those with free lunch come first (Sanders 2008)."""

	def __init__(self, children: list[Child]) -> None:
		mixed = Random("pool").sample(children, len(children))
		self.children = sorted(mixed, key=lambda child: not child.free_lunch)

	def take(self, school: School, not_in: set[str]) -> Child | None:
		"""A child of the school, in none of these grades; None where there is none left."""
		for place, child in enumerate(self.children):
			if child.school_code == school.code and child.grade not in not_in:
				return self.children.pop(place)
		return None

	def rest(self) -> list[Child]:
		"""Whoever is left, in the order of their local ids."""
		return sorted(self.children, key=lambda child: child.local_id)


def take_siblings(
	pool: Pool, chance: Random, schools: list[School], language: str, surname: str
) -> tuple[Pupil, ...]:
	"""A child of each of these schools, no two in the same grade or with the same name."""
	pupils: list[Pupil] = []
	for school in schools:
		if child := pool.take(school, {pupil.child.grade for pupil in pupils}):
			taken = {pupil.first_name for pupil in pupils}
			pupils.append(name_child(child, language, chance, surname, taken))
	return tuple(pupils)


def name_child(
	child: Child, language: str, chance: Random, surname: str = "", taken: set[str] | None = None
) -> Pupil:
	"""A child with a first name of the family's language or of all, and a surname where none is given."""
	own = (names.GIRLS_OF if child.is_girl else names.BOYS_OF).get(language, ())
	offered = (names.GIRLS if child.is_girl else names.BOYS) + own * 3
	first_names = [name for name in offered if name not in (taken or ())]
	return Pupil(child, chance.choice(first_names), surname or chance.choice(names.SURNAMES[language]))
