frappe.ui.form.on("Next Step", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.done || !frm.has_perm("write")) {
			return;
		}
		frm.add_custom_button(__("Done"), async () => {
			await liaison_app.finish_step(frm.doc.name);
			frm.reload_doc();
		});
		frm.change_custom_button_type(__("Done"), null, "primary");
	},
});
