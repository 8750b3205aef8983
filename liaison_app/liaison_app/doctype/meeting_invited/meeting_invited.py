from frappe.model.document import Document


class MeetingInvited(Document):
	pass
