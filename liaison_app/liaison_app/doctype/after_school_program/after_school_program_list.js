frappe.listview_settings["After School Program"] = { hide_name_column: true };
