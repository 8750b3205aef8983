"""The demo's schools and the people who work there."""

from dataclasses import dataclass

from liaison_app.permissions.matrix import COORDINATOR, LEADER, LIAISON, SYSTEM_MANAGER, TEACHER, TEAM

DOMAIN = "demo.example"


@dataclass(frozen=True)
class School:
	"""A school; its code is the number of a school of the study."""

	name: str
	code: str
	kind: str
	title_i: bool
	profile: str


@dataclass(frozen=True)
class Person:
	"""Someone with a login.

	schools: where they are assigned in the capacity of their role. phone: by which a liaison is called when out.
	also: a further role.
	"""

	first_name: str
	last_name: str
	role: str
	schools: tuple[str, ...] = ()
	languages: tuple[str, ...] = ()
	phone: str = ""
	also: str = ""

	@property
	def roles(self) -> tuple[str, ...]:
		"""All their roles."""
		return (self.role, self.also) if self.also else (self.role,)

	@property
	def full_name(self) -> str:
		"""As it stands in a team, a plan or a list."""
		return f"{self.first_name} {self.last_name}"

	@property
	def user(self) -> str:
		"""The login."""
		return f"{self.first_name}.{self.last_name}@{DOMAIN}".lower()


RIVERSIDE = School(
	"Riverside Elementary (demo)", "22", "Elementary School", True,
	"Most families rent, and many work shifts at the food plant. Bus 14 ends at 18:00.",
)  # fmt: skip
MAPLE = School(
	"Maple Grove Elementary (demo)", "51", "Elementary School", False,
	"Suburban; half of the families drive, and child care is what keeps them from meetings.",
)  # fmt: skip
LINCOLN = School(
	"Lincoln Middle School (demo)", "27", "Middle School", True,
	"Takes the pupils of both elementary schools.",
)  # fmt: skip
HARBOR = School(
	"Harbor High School (demo)", "19", "High School", True,
	"Eleven home languages; many pupils work after school, and some look after younger brothers and sisters.",
)  # fmt: skip
SCHOOLS = (RIVERSIDE, MAPLE, LINCOLN, HARBOR)

MARIA = Person("Maria", "Alvarez", LIAISON, (RIVERSIDE.name,), ("es",), "303-555-0181")
LINH = Person("Linh", "Tran", LIAISON, (MAPLE.name, LINCOLN.name), ("vi",), "303-555-0182")
SAMIRA = Person("Samira", "Darwish", LIAISON, (HARBOR.name, LINCOLN.name), ("ar", "fr"), "303-555-0183")
DANA = Person("Dana", "Brooks", COORDINATOR)
#: Brings files in, for which the host asks for System Manager.
NOOR = Person("Noor", "Haddad", COORDINATOR, also=SYSTEM_MANAGER)
JAMES = Person("James", "Okafor", LEADER, (RIVERSIDE.name,))
HELEN = Person("Helen", "Strand", LEADER, (LINCOLN.name,))
PRIYA = Person("Priya", "Raman", LEADER, (HARBOR.name,))
RUTH = Person("Ruth", "Keller", TEACHER, (RIVERSIDE.name,))
#: A parent of the school's team.
ROSA = Person("Rosa", "Delgado", TEAM, (RIVERSIDE.name,))
#: First, because a site without a System Manager makes one of whoever is saved.
SAM = Person("Sam", "Porter", SYSTEM_MANAGER)
PEOPLE = (SAM, DANA, NOOR, MARIA, LINH, SAMIRA, JAMES, HELEN, PRIYA, RUTH, ROSA)
LIAISONS = (MARIA, LINH, SAMIRA)

#: Who leads the families of each school. At Lincoln Samira helps out: she speaks what Linh does not.
LIAISON_OF = {RIVERSIDE.name: MARIA, MAPLE.name: LINH, LINCOLN.name: LINH, HARBOR.name: SAMIRA}
HELPER_OF = {LINCOLN.name: SAMIRA}
#: Who approves the weekly reports, and is told when visitors do not come back; Maple Grove has no principal in the demo.
APPROVER_OF = {RIVERSIDE.name: JAMES, MAPLE.name: DANA, LINCOLN.name: HELEN, HARBOR.name: PRIYA}


def login_of(full_name: str, school: str) -> str | None:
	"""The login of a person who is assigned at a school; None for whoever has none there."""
	return next(
		(person.user for person in PEOPLE if person.full_name == full_name and school in person.schools), None
	)
