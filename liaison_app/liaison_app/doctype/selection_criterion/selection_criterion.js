frappe.ui.form.on("Selection Criterion", {
	setup(frm) {
		frm.set_query("subject", () => ({ filters: { disabled: 0 } }));
		frm.set_query("barrier_category", () => ({ filters: { disabled: 0 } }));
	},

	refresh: offer_fields,

	async measure_of(frm) {
		await frm.set_value("measure_field", "");
		offer_fields(frm);
	},
});

/** Offers the fields that may be measured, by their labels. */
async function offer_fields(frm) {
	const fields = await frappe.xcall("liaison_app.screening.measures.offered_fields", {
		measure_of: frm.doc.measure_of,
	});
	frm.fields_dict.measure_field.set_data(fields);
}
