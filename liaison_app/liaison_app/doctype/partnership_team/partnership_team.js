frappe.ui.form.on("Partnership Team", {
	setup(frm) {
		frm.set_query("role", "members", () => ({ filters: { disabled: 0 } }));
	},

	onload: (frm) => liaison_app.propose_only_school(frm),

	refresh(frm) {
		frm.set_intro("");
		const { warnings = [] } = frm.doc.__onload || {};
		if (warnings.length && !frm.doc.disabled) {
			frm.set_intro(warnings.map((text) => frappe.utils.escape_html(text)).join("<br>"), "orange");
		}
		liaison_app.render_meetings(frm);
	},
});
