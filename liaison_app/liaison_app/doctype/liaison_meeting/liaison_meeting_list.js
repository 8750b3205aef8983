frappe.listview_settings["Liaison Meeting"] = liaison_app.appointment_list("title");
