frappe.ui.form.on("Family Member", {
	onload(frm) {
		// The host fills times with the present one; here that would close the day.
		if (frm.is_new()) {
			Object.assign(frm.doc, { safe_from: null, safe_to: null });
		}
	},

	refresh(frm) {
		frm.trigger("show_panel");
		if (!frm.is_new() && frappe.model.can_create("Liaison Contact")) {
			frm.add_custom_button(__("Log Contact"), () =>
				liaison_app.open_contact_dialog({ family: frm.doc.family, family_member: frm.doc.name })
			);
		}
	},

	/** Call and write, by the ways that are safe now. */
	async show_panel(frm) {
		const { name, family } = frm.doc;
		const { $wrapper } = frm.get_field("contact_panel");
		$wrapper.empty();
		if (frm.is_new()) {
			return;
		}
		const card = await liaison_app.get_card(family);
		if (frm.doc.name === name) {
			liaison_app.render_adult_panel($wrapper, family, card, name);
		}
	},
});
