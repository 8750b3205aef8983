frappe.ui.form.on("Family Liaison", {
	refresh(frm) {
		if (!frm.is_new() && frappe.boot.liaison?.is_coordinator) {
			frm.add_custom_button(__("Hand Over Caseload"), () => liaison_app.open_handover_dialog(frm.doc));
		}
	},
});
