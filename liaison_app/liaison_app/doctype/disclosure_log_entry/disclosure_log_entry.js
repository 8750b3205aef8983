frappe.ui.form.on("Disclosure Log Entry", {
	setup(frm) {
		liaison_app.write_while_new(frm);
		frm.set_query("received_by", () => liaison_app.adults_of(frm.doc.student));
		frm.set_query("record_kinds", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		if (!frm.is_new()) {
			frm.disable_form();
			frm.set_intro("");
			frm.set_intro(__("Kept as it was made."), "blue");
		}
	},
});
