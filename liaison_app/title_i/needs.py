"""Finding (ii): what families need to help their children learn, and to engage with school and teachers."""

from frappe import _

from liaison_app.materials.counts import by_type, copies
from liaison_app.title_i.counting import by_purpose, most_first
from liaison_app.title_i.rows import Finding, Found, Row


def needs(found: Found) -> Finding:
	"""What families were talked with about, and which materials they took."""
	purposes = by_purpose(found.question, found.families)
	gaps = [_("No survey has asked families at this school.")]
	if not purposes:
		gaps.append(_("No talk with an enrolled family is on file."))
	return Finding(
		_("(ii) What Families Need to Help and to Engage"),
		[*_talked_about(found, purposes), *_materials(found)],
		gaps,
	)


def _talked_about(found: Found, purposes: dict[str, int]) -> list[Row]:
	evidence = _("Contacts that reached an enrolled family, by purpose: families.")
	return [
		Row(_("Talked about: {0}").format(_(name)), found.of_families(count), evidence, "Liaison Contact")
		for name, count in most_first(purposes)
	]


def _materials(found: Found) -> list[Row]:
	told = by_type(found.question)
	counts = {_(kind): count for kind, count in most_first(told)}
	if others := copies(found.question) - sum(told.values()):
		counts[_("Other materials")] = others
	evidence = _("Materials handed out at the school: copies.")
	return [
		Row(_("Handed out: {0}").format(kind), str(count), evidence, "Material Handout")
		for kind, count in counts.items()
	]
