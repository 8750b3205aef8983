from frappe.model.document import Document

from liaison_app.screening.measures import find_measure, find_threshold

#: Which fields a measure uses; the others are emptied, so that a criterion says nothing that does not count.
USED = {
	"Student": ("measure_field",),
	"Family": ("measure_field",),
	"Progress": ("measure_field",),
	"Assessment": ("measure_field", "subject"),
	"Open Barrier": ("barrier_category",),
}


class SelectionCriterion(Document):
	"""What speaks for a family: a measure, a threshold, a weight."""

	def validate(self) -> None:
		for field in ("measure_field", "subject", "barrier_category"):
			if field not in USED.get(self.measure_of, ()):
				self.set(field, None)
		find_threshold(self, find_measure(self))
