frappe.listview_settings["Family Consent"] = {
	add_fields: ["starts_on", "last_day", "revoked_at"],

	get_indicator(doc) {
		const [text, colour] = liaison_app.consent_state(doc);
		return [text, colour, `last_day,=,${doc.last_day}`];
	},
};
