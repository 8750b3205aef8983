frappe.listview_settings["Home Visit"] = liaison_app.appointment_list("family_name");
