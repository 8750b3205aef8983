"""Finding (i): what keeps families from taking part, above all those whom the law names."""

from frappe import _

from liaison_app.families.contact_card import language_name
from liaison_app.small_cells import hide_small, hide_whole, in_words
from liaison_app.title_i.counting import (
	by_barrier,
	by_language,
	low_income,
	most_first,
	need_interpreter,
)
from liaison_app.title_i.population import CHARACTERISTICS, shown_population
from liaison_app.title_i.rows import Finding, Found, Row, of


def barriers(found: Found) -> Finding:
	"""Barriers recorded, languages, who was not reached, and the groups of the law."""
	recorded = by_barrier(found.question, found.families)
	languages = by_language(found.families)
	population = shown_population(found.question, found.school_year, found.least)
	rows = [
		*_recorded(found, recorded), *_languages(found, languages), *_taking_part(found), *_population(population),
	]  # fmt: skip
	return Finding(
		_("(i) Barriers to Greater Participation"),
		rows,
		[*_gaps(found, recorded, languages), *_gaps_of(population)],
	)


def _recorded(found: Found, recorded: dict[str, int]) -> list[Row]:
	evidence = _("Barriers open in the year on the files of enrolled families.")
	return [
		Row(_("Barrier: {0}").format(_(name)), found.of_families(count), evidence, "Focus Family")
		for name, count in most_first(recorded)
	]


def _languages(found: Found, languages: dict[str, int]) -> list[Row]:
	asked = {name: count for name, count in languages.items() if name}
	evidence = _("Home language on the files of enrolled families.")
	counts = hide_small(dict(most_first(asked)), found.least)
	# That somebody speaks a language at all may be a name.
	shown = [(language_name(name), count) for name, count in counts.items() if count is not None]
	if len(shown) < len(counts):
		shown.append((_("others"), None))
	rows = [
		Row(_("Home language: {0}").format(name), in_words(count), evidence, "Focus Family")
		for name, count in shown
	]
	needed = need_interpreter(found.families)
	on_file = _("Adults on the families' files.")
	return [
		*rows,
		Row(_("An adult needs an interpreter"), found.of_families(needed), on_file, "Family Member"),
	]


def _taking_part(found: Found) -> list[Row]:
	"""Who was reached, of all families and of those of low income. The others are one subtraction away, and hidden with them."""
	everybody, reached = set(found.families), set().union(*found.took_part.values())
	evidence = _("Talks, visits, meetings and events with the family, in the ledger.")
	poor = low_income(found.families)
	rows = [
		(_("Families that took part"), everybody, (everybody,)),
		(_("Families of low income that took part"), poor, (poor, everybody - poor)),
	]
	return [
		Row(label, _share(found, reached, group, told), evidence, "Liaison Ledger Entry")
		for label, group, told in rows
		if group
	]


def _share(found: Found, reached: set, group: set, told: tuple[set, ...]) -> str:
	"""How many of a group were reached. told: the groups of which one then knows it; hidden where a part of one is few."""
	parts = [part for known in told for part in (known & reached, known - reached)]
	if any(hide_whole(len(part), found.least) is None for part in parts):
		return in_words(None)
	return of(len(group & reached), len(group))


def _population(population: list[dict]) -> list[Row]:
	return [
		Row(
			": ".join(filter(None, [_(row["characteristic"]), row["group_name"]])),
			in_words(None)
			if row["families"] is None
			else _("{0} families, took part: {1}").format(row["families"], in_words(row["took_part"])),
			row["source"],
			"Title I Population",
		)
		for row in population
	]


def _gaps(found: Found, recorded: dict[str, int], languages: dict[str, int]) -> list[str]:
	gaps = []
	if not found.families:
		gaps.append(
			_("No family was enrolled at this school in the year: nothing on families' files to count.")
		)
	elif not recorded:
		gaps.append(_("No barrier is recorded for any enrolled family."))
	if unasked := languages.get("", 0):
		gaps.append(_("Families whose home language nobody has asked for: {0}.").format(unasked))
	return gaps


def _gaps_of(population: list[dict]) -> list[str]:
	known = {row["characteristic"] for row in population}
	missing = [_(name) for name in CHARACTERISTICS if name not in known]
	if not missing:
		return []
	return [
		_("No counts are imported for: {0}. A coordinator imports Title I Population.").format(
			", ".join(missing)
		)
	]
