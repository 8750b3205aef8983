frappe.listview_settings["Disclosure Log Entry"] = {
	get_indicator(doc) {
		return [__(doc.outcome), doc.outcome === "Refused" ? "red" : "green", `outcome,=,${doc.outcome}`];
	},
};
