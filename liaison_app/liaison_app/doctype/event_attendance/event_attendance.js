frappe.ui.form.on("Event Attendance", {
	setup(frm) {
		frm.set_query("student", () => (frm.doc.family ? { filters: { family: frm.doc.family } } : {}));
	},

	after_save: (frm) => liaison_app.forget_form("Engagement Event", frm.doc.event),
});
