frappe.views.calendar["Engagement Event"] = liaison_app.appointment_calendar();
