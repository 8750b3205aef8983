frappe.listview_settings["Liaison Contact"] = {
	add_fields: ["outcome", "direction", "reached", "person_name", "counterpart"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = doc.reached ? "green" : doc.direction === "Incoming" ? "blue" : "orange";
		return [__(doc.outcome), colour, `outcome,=,${doc.outcome}`];
	},

	formatters: {
		/** Walk-ins, teachers and agencies have no family to be listed by. */
		family_name: (value, _df, doc) => value || doc.person_name || __(doc.counterpart),
	},
};
