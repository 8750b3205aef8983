"""The families of the demo that stand for something: what makes them different. No site needed."""

from dataclasses import dataclass, field

from liaison_app.demo.staff import HARBOR, LINCOLN, MAPLE, RIVERSIDE, School


@dataclass(frozen=True)
class Custody:
	"""What the family's second adult may not do. children: how many of them, the first ones; None for all.

	rights: fields of Guardianship that are 0. ends_in: days until the order ends; None without an order.
	"""

	rights: tuple[str, ...]
	children: int | None = None
	ends_in: int | None = None


@dataclass(frozen=True)
class Kind:
	"""A family that is not drawn by lot alone. None means: as for all.

	schools: where its children are. supporting: schools beside the lead's that serve the family too.
	other_household: the adults live apart, and the family of this place at the school is the other's.
	pause: weeks from now until the pause ends.
	"""

	name: str
	language: str | None = None
	relations: tuple[str, ...] | None = None
	schools: tuple[School, ...] | None = None
	supporting: tuple[School, ...] = ()
	instruction: str = ""
	custody: Custody | None = None
	safe_ways: dict = field(default_factory=dict)
	homeless_status: str = ""
	barriers: tuple[str, ...] | None = None
	other_household: int | None = None
	pause: str = ""


PARENTS = ("Mother", "Father")
BARRED = ("may_receive_records", "may_be_contacted", "may_pick_up")
_NO_PICK_UP = "Only the mother picks the children up. Ask at the office about anybody else."
KINDS: dict[str, dict[int, Kind]] = {
	RIVERSIDE.name: {
		0: Kind(
			"barred", "en", PARENTS, (RIVERSIDE, RIVERSIDE), custody=Custody(BARRED, children=1, ends_in=240)
		),
		1: Kind(
			"shelter",
			"es",
			PARENTS,
			(RIVERSIDE, RIVERSIDE),
			instruction="Meet at school only. Ask the coordinator before any letter or visit.",
			custody=Custody(BARRED, ends_in=300),
			safe_ways={"safe_voicemail": 0, "safe_letter": 0, "safe_email": 0, "safe_text": 0},
			homeless_status="Shelter",
			barriers=("Safety", "Housing"),
		),
		2: Kind(
			"quiet",
			"en",
			("Mother",),
			instruction="No voicemail. Call or text before 15:00, or write an e-mail.",
			safe_ways={"safe_voicemail": 0, "safe_to": "15:00:00"},
		),
		3: Kind("three schools", "es", PARENTS, (RIVERSIDE, LINCOLN, HARBOR), supporting=(LINCOLN, HARBOR)),
		4: Kind("two households", "en", ("Mother",), (RIVERSIDE,), other_household=5),
		5: Kind("two households", "en", ("Father",), (RIVERSIDE,), other_household=4),
		6: Kind("paused", "ar", PARENTS, pause="With relatives abroad"),
		7: Kind("siblings", schools=(RIVERSIDE, LINCOLN)),
		8: Kind("siblings", schools=(RIVERSIDE, LINCOLN), supporting=(LINCOLN,)),
		9: Kind(
			"custody", "en", PARENTS, instruction=_NO_PICK_UP, custody=Custody(("may_pick_up",), ends_in=150)
		),
		10: Kind("custody", "vi", PARENTS, custody=Custody(("may_receive_records",), ends_in=200)),
	},
	MAPLE.name: {
		0: Kind(
			"custody", "en", PARENTS, instruction=_NO_PICK_UP, custody=Custody(("may_pick_up",), ends_in=20)
		),
		1: Kind("siblings", "vi", schools=(MAPLE, LINCOLN), supporting=(LINCOLN,)),
	},
	LINCOLN.name: {
		0: Kind("custody", "es", PARENTS, custody=Custody(BARRED, ends_in=330)),
	},
	HARBOR.name: {
		0: Kind("alone", "fr", (), (HARBOR,), homeless_status="Doubled Up"),
		1: Kind("custody", "ar", PARENTS, custody=Custody(("may_receive_records",), ends_in=90)),
		2: Kind("paused", pause="In hospital until the operation is over"),
	},
}
#: What holds for all others.
ORDINARY = Kind("")


def kind_of(school: School, place: int) -> Kind:
	"""The kind of a school's family, by its place among them."""
	return KINDS[school.name].get(place, ORDINARY)
