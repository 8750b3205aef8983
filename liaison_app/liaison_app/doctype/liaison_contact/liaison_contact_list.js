frappe.listview_settings["Liaison Contact"] = {
	// Walk-ins, teachers and agencies have no family to be listed by.
	...liaison_app.row_titles("family_name", (row) =>
		liaison_app.with_moment(row.family_name || row.person_name || __(row.counterpart), row.contacted_at)
	),
	add_fields: ["outcome", "direction", "reached", "person_name", "counterpart", "contacted_at"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = doc.reached ? "green" : doc.direction === "Incoming" ? "blue" : "orange";
		return [__(doc.outcome), colour, `outcome,=,${doc.outcome}`];
	},
};
