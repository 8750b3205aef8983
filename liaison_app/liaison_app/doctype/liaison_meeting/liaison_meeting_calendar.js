frappe.views.calendar["Liaison Meeting"] = liaison_app.appointment_calendar();
