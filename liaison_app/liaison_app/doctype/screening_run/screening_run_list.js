frappe.listview_settings["Screening Run"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = { Draft: "gray", Running: "orange", Finished: "green", Failed: "red" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
