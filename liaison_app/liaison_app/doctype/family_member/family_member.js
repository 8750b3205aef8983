frappe.ui.form.on("Family Member", {
	onload(frm) {
		// The host fills times with the present one; here that would close the day.
		if (frm.is_new()) {
			Object.assign(frm.doc, { safe_from: null, safe_to: null });
		}
	},

	refresh(frm) {
		if (!frm.is_new() && frappe.model.can_create("Liaison Contact")) {
			frm.add_custom_button(__("Log Contact"), () =>
				liaison_app.open_contact_dialog({ family: frm.doc.family, family_member: frm.doc.name })
			);
		}
	},
});
