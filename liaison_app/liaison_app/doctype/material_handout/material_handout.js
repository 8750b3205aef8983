frappe.ui.form.on("Material Handout", {
	setup(frm) {
		frm.set_query("material", () => ({ filters: { disabled: 0 } }));
		frm.set_query("event", () => (frm.doc.school ? { filters: { school: frm.doc.school } } : {}));
		frm.set_query("contact", () => (frm.doc.family ? { filters: { family: frm.doc.family } } : {}));
	},

	onload(frm) {
		const { schools = [], is_liaison } = frappe.boot.liaison || {};
		if (frm.is_new()) {
			is_liaison && !frm.doc.liaison && frm.set_value("liaison", frappe.session.user);
			schools.length === 1 && !frm.doc.school && frm.set_value("school", schools[0]);
		}
	},

	after_save: (frm) => liaison_app.forget_form("Outreach Material", frm.doc.material),
});
