frappe.ui.form.on("Focus Family", {
	refresh(frm) {
		frm.trigger("show_panel");
	},

	show_panel(frm) {
		const card = frm.doc.__onload?.contact_card;
		const field = frm.get_field("contact_panel");
		if (!card || frm.is_new()) {
			field.$wrapper.empty();
			return;
		}
		liaison_app.render_family_panel(field.$wrapper, frm.doc.name, card, (fresh) => show_card(frm, fresh));
	},
});

frappe.ui.form.on("Family Availability", {
	/** The host fills times with the present one. */
	availability_add(_frm, cdt, cdn) {
		Object.assign(frappe.get_doc(cdt, cdn), { from_time: null, to_time: null });
	},
});

/** Shows a fresh card without a reload, so that nothing typed into the form is lost. */
function show_card(frm, card) {
	frm.doc.__onload.contact_card = card;
	frm.doc.last_reached = card.last_reached;
	frm.refresh_field("last_reached");
	frm.trigger("show_panel");
}
