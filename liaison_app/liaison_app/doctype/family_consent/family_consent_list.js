frappe.listview_settings["Family Consent"] = {
	...liaison_app.row_titles("family_name", ({ student_name, family_name, recipient }) =>
		__("{0}: {1}", [student_name || family_name, recipient])
	),
	add_fields: ["starts_on", "last_day", "revoked_at", "student_name", "recipient"],

	get_indicator(doc) {
		const [text, colour] = liaison_app.consent_state(doc);
		return [text, colour, `last_day,=,${doc.last_day}`];
	},
};
