frappe.ui.form.on("Material Handout", {
	setup(frm) {
		frm.set_query("material", () => ({ filters: { disabled: 0 } }));
		frm.set_query("event", () => (frm.doc.school ? { filters: { school: frm.doc.school } } : {}));
		frm.set_query("contact", () => (frm.doc.family ? { filters: { family: frm.doc.family } } : {}));
	},

	onload(frm) {
		liaison_app.propose_only_school(frm);
		if (frm.is_new() && frappe.boot.liaison?.is_liaison && !frm.doc.liaison) {
			frm.set_value("liaison", frappe.session.user);
		}
	},

	after_save: (frm) => liaison_app.forget_form("Outreach Material", frm.doc.material),
});
