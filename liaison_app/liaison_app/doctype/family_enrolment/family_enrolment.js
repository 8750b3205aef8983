frappe.ui.form.on("Family Enrolment", {
	setup(frm) {
		frm.set_query("liaison", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		liaison_app.open_status_without_workflow(frm);
		if (frm.doc.family && !frm.is_new() && frappe.model.can_create("Liaison Contact")) {
			frm.add_custom_button(__("Log Contact"), () =>
				liaison_app.open_contact_dialog({ family: frm.doc.family })
			);
		}
	},
});
