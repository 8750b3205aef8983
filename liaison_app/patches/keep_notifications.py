"""Notifications become the administrator's: records like any other, whose words no update brings back."""

import frappe

from liaison_app import MODULE


def execute() -> None:
	# Before the models: a standard notification whose folder has gone stops every save of its documents.
	notification = frappe.qb.DocType("Notification")
	frappe.qb.update(notification).set(notification.is_standard, 0).where(notification.module == MODULE).run()
