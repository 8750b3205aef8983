"""Finding (iii): what makes for successful interactions between school and families."""

from frappe import _
from frappe.utils import flt

from liaison_app.activity.families import EVENT
from liaison_app.partnership.what_came import strong_rating
from liaison_app.title_i.counting import by_channel, rated_activities
from liaison_app.title_i.rows import Finding, Found, Row, of


def strategies(found: Found) -> Finding:
	"""Which ways reach families, what they come to, and which activities of the plan were strong."""
	rated = rated_activities(found.question, found.school_year)
	channels = _channels(found)
	gaps = [] if channels else [_("No outgoing contact is on file.")]
	if EVENT not in found.took_part:
		gaps.append(_("No attendance of a family at an event is on file."))
	if not rated:
		gaps.append(_("No activity of the year's partnership plan was rated."))
	return Finding(
		_("(iii) Strategies for Successful Interactions"),
		[*channels, *_kinds(found), *_activities(rated)],
		gaps,
	)


def _channels(found: Found) -> list[Row]:
	evidence = _("Outgoing contacts with families, and how many reached somebody.")
	tried = sorted(by_channel(found.question).items(), key=lambda pair: -pair[1].worked / pair[1].tried)
	return [
		Row(_("Reached by: {0}").format(_(name)), of(one.worked, one.tried), evidence, "Liaison Contact")
		for name, one in tried
	]


def _kinds(found: Found) -> list[Row]:
	took_part, evidence = found.took_part, _("Families of the programme, in the ledger.")
	labels = {
		"Home Visit": _("Met on a home visit"),
		"Meeting": _("Came to a meeting"),
		EVENT: _("Came to an event"),
	}
	return [
		Row(label, found.of_families(len(took_part[kind])), evidence, "Liaison Ledger Entry")
		for kind, label in labels.items()
		if kind in took_part
	]


def _activities(rated: list[dict]) -> list[Row]:
	"""The strong ones by name: a plan is read by all who read this."""
	if not rated:
		return []
	least = strong_rating()
	strong = [row for row in rated if flt(row["rating"]) >= least]
	return [
		Row(
			_("Activities rated strong"),
			of(len(strong), len(rated)),
			_(
				"Ratings in the partnership plan, else of the events held, 1 to 5; {0} or more is strong."
			).format(least),
			"Partnership Activity",
		),
		*(
			Row(
				_("Strong: {0}").format(row["activity"]),
				_("Rating: {0}").format(row["rating"]),
				row["result"] or _(row["involvement_type"]),
				"Partnership Activity",
			)
			for row in strong
		),
	]
