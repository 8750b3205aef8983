frappe.ui.form.on("Liaison Activity", {
	setup: (frm) => liaison_app.work_form.setup(frm),
	onload: (frm) => liaison_app.work_form.onload(frm),
	purpose: (frm) => liaison_app.work_form.purpose(frm),
});
