frappe.listview_settings["Restricted Note"] = { hide_name_column: true };
