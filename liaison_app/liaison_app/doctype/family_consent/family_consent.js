frappe.ui.form.on("Family Consent", {
	setup(frm) {
		liaison_app.write_while_new(frm);
		const of_family = () => ({ family: frm.doc.family });
		frm.set_query("student", () => ({ filters: of_family() }));
		frm.set_query("given_by", () => ({
			query: "liaison_app.families.search.find_adults",
			filters: of_family(),
		}));
		frm.set_query("record_kinds", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.doc.last_day || frm.trigger("starts_on");
			return;
		}
		const [text, colour] = liaison_app.consent_state(frm.doc);
		frm.page.set_indicator(text, colour);
		if (!frm.doc.revoked_at) {
			frm.add_custom_button(__("Revoke"), () => revoke(frm));
		}
	},

	family: (frm) => frm.set_value({ student: null, given_by: null }),

	/** A year, unless the family says otherwise. */
	starts_on(frm) {
		if (frm.is_new() && frm.doc.starts_on) {
			const { add_months, add_days } = frappe.datetime;
			frm.set_value("last_day", add_days(add_months(frm.doc.starts_on, 12), -1));
		}
	},
});

function revoke(frm) {
	liaison_app.typed_dialog({
		title: __("Revoke"),
		fields: [
			{
				fieldname: "reason", fieldtype: "Small Text", label: __("Why It Was Revoked"), reqd: 1,
				description: __("At once, and for good: from now on nothing is told by this consent."),
			},
		],
		action_label: __("Revoke"),
		async save(values) {
			const method = "liaison_app.privacy.consents.revoke";
			const revoked = await liaison_app.send(method, { consent: frm.doc.name, ...values });
			revoked && frm.reload_doc();
			return revoked;
		},
	}); // prettier-ignore
}
