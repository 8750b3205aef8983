frappe.ui.form.on("Family Address", {
	refresh(frm) {
		frm.set_intro(
			frm.doc.protected ? __("Protected: tell nobody this place, and write it down nowhere else.") : "",
			"red"
		);
	},

	homeless_status(frm) {
		if (frm.doc.homeless_status === "Shelter") {
			frm.set_value("protected", 1);
		}
	},
});
