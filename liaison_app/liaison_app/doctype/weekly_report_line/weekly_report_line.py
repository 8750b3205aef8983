from frappe.model.document import Document


class WeeklyReportLine(Document):
	pass
