frappe.listview_settings["Event Attendance"] = { hide_name_column: true };
