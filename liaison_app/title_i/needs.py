"""Finding (ii): what families need to help their children learn, and to engage with school and teachers."""

from frappe import _

from liaison_app.materials.counts import by_type
from liaison_app.small_cells import hide_small, in_words
from liaison_app.title_i.counting import by_purpose, most_first
from liaison_app.title_i.rows import Finding, Found, Row


def needs(found: Found) -> Finding:
	"""What families were talked with about, and which materials they took."""
	purposes = by_purpose(found.question, found.families)
	materials = by_type(found.question)
	gaps = [_("No survey has asked families at this school.")]
	if not purposes:
		gaps.append(_("No talk with an enrolled family is on file."))
	return Finding(
		_("(ii) What Families Need to Help and to Engage"),
		[*_talked_about(found, purposes), *_materials(found, materials)],
		gaps,
	)


def _talked_about(found: Found, purposes: dict[str, int]) -> list[Row]:
	evidence = _("Contacts that reached an enrolled family, by purpose: families.")
	return [
		Row(_("Talked about: {0}").format(_(name)), found.of_families(count), evidence, "Liaison Contact")
		for name, count in most_first(purposes)
	]


def _materials(found: Found, copies: dict[str, int]) -> list[Row]:
	evidence = _("Materials handed out at the school: copies.")
	return [
		Row(_("Handed out: {0}").format(_(kind)), in_words(count), evidence, "Material Handout")
		for kind, count in hide_small(dict(most_first(copies)), found.least).items()
	]
