frappe.ui.form.on("Liaison Activity", {
	setup(frm) {
		frm.set_query("school", () => ({ filters: { name: ["in", frappe.boot.liaison?.schools || []] } }));
	},

	onload: (frm) => liaison_app.appointment_form.onload(frm),
	purpose: (frm) => liaison_app.appointment_form.purpose(frm),
});
