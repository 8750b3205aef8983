frappe.views.calendar["Home Visit"] = liaison_app.appointment_calendar();
