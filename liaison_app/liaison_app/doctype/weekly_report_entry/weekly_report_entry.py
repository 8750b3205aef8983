from frappe.model.document import Document


class WeeklyReportEntry(Document):
	pass
