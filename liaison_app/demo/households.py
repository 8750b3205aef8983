"""Who belongs to a family of the plan, how its adults are reached, when and where. No site needed."""

from dataclasses import dataclass
from random import Random

from liaison_app.demo import names
from liaison_app.demo.chance import draw

#: Reserved for fiction are the last hundred numbers of 555 in each area; people keep the number of where they lived.
AREA_CODES = (
	"303", "720", "970", "719", "307", "505", "575", "402", "785", "801", "385", "620", "580", "308", "435", "806",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
#: From, to, and what the family says about it.
HOURS = (
	("16:00:00", "18:30:00", "After work"),
	("15:30:00", "17:30:00", "When the children are home"),
	("08:30:00", "11:00:00", "Works nights; mornings are best"),
	("09:00:00", "17:00:00", "Day off"),
	("12:00:00", "14:00:00", "Between two shifts; call first"),
	("16:30:00", "19:00:00", "After supper"),
)
CHANNELS = {"Phone Call": 46, "Text Message": 34, "E-Mail": 10, "In Person": 10}
LITERACY = {"Reads and Writes": 70, "Reads With Help": 22, "Prefers to Be Told": 8}
HOMES = {"Not Homeless": 92, "Doubled Up": 6, "Hotel or Motel": 2}


@dataclass(frozen=True)
class Adult:
	"""An adult of a family. old_phone: a number that is out of service."""

	first_name: str
	last_name: str
	relation: str
	phone: str
	email: str
	language: str
	written_language: str
	literacy: str
	interpreter_needed: int
	preferred_channel: str
	old_phone: str = ""
	safe_call: int = 1
	safe_text: int = 1
	safe_voicemail: int = 1
	safe_email: int = 1
	safe_letter: int = 1
	safe_from: str | None = None
	safe_to: str | None = None


def make_adults(
	chance: Random, number: int, language: str, surname: str, relations: tuple[str, ...]
) -> list[Adult]:
	"""One adult for each relation. number: of the family; it makes phone and e-mail the family's own."""
	return [
		_adult(chance, number, place, language, surname, relation) for place, relation in enumerate(relations)
	]


def draw_relations(chance: Random) -> tuple[str, ...]:
	"""Who brings the children up: mostly a mother, half of the time with a father."""
	first = draw(chance, {"Mother": 84, "Father": 6, "Grandparent": 6, "Legal Guardian": 4})
	second = "Father" if first == "Mother" and chance.random() < 0.52 else ""
	third = "Grandparent" if first == "Mother" and chance.random() < 0.1 else ""
	return tuple(relation for relation in (first, second, third) if relation)


def draw_availability(chance: Random) -> tuple[dict, ...]:
	"""When the family can be met: one or two days of the week."""
	days = sorted(chance.sample(WEEKDAYS, chance.choice((1, 2, 2))), key=WEEKDAYS.index)
	return tuple(_availability(day, *chance.choice(HOURS)) for day in days)


def draw_home(chance: Random) -> dict:
	"""Where the family lives, for its address."""
	line = f"{chance.randint(101, 2899)} {chance.choice(names.STREETS)}"
	if chance.random() < 0.45:
		line += f", Apt. {chance.randint(1, 24)}"
	return {
		"homeless_status": draw(chance, HOMES),
		"address_line": line,
		"city": names.CITY,
		"state": names.STATE,
	}


def _availability(weekday: str, from_time: str, to_time: str, note: str) -> dict:
	return {"weekday": weekday, "from_time": from_time, "to_time": to_time, "note": note}


def _adult(chance: Random, number: int, place: int, language: str, surname: str, relation: str) -> Adult:
	given = (names.MEN if relation == "Father" else names.WOMEN)[language]
	first_name = given[(number + place * 7) % len(given)]
	reads = language == "en" or chance.random() < 0.35
	return Adult(
		first_name=first_name,
		last_name=surname,
		relation=relation,
		phone=_phone(number * 3 + place),
		email=f"{first_name}.{surname}.{number}@example.org".lower().replace(" ", "-"),
		language=language,
		written_language="en" if reads else language,
		literacy="Reads and Writes" if language == "en" else draw(chance, LITERACY),
		interpreter_needed=int(not reads),
		preferred_channel=draw(chance, CHANNELS),
		old_phone=_phone(1599 - number) if chance.random() < 0.12 and not place else "",
		**_safe_ways(chance),
	)


def _safe_ways(chance: Random) -> dict:
	"""Most can be reached by any way; some share a phone, or sleep by day."""
	lot = chance.random()
	if lot < 0.05:
		return {"safe_voicemail": 0}
	if lot < 0.08:
		return {"safe_voicemail": 0, "safe_text": 0}
	if lot < 0.11:
		return {"safe_from": "10:00:00", "safe_to": "20:00:00"}
	return {"safe_letter": 0} if lot < 0.12 else {}


def _phone(serial: int) -> str:
	return f"{AREA_CODES[serial // 100]}-555-01{serial % 100:02}"
