frappe.ui.form.on("Outreach Material", {
	setup(frm) {
		frm.set_query("material_type", () => ({ filters: { disabled: 0 } }));
	},

	refresh(frm) {
		const { handed_out } = frm.doc.__onload || {};
		frm.get_field("handed_out_panel").$wrapper.html(handed_out ? counts_html(handed_out) : "");
		if (!frm.is_new() && !frm.doc.disabled && frappe.model.can_create("Material Handout")) {
			frm.add_custom_button(__("Hand Out"), () => frappe.new_doc("Material Handout", { material: frm.doc.name }));
		}
	},
});

function counts_html({ times, copies, last }) {
	const words = times
		? __("This school year: {0} copies on {1} occasions, last on {2}.", [copies, times, frappe.datetime.str_to_user(last)])
		: __("Nothing is counted here this school year.");
	return `<p data-liaison="handed-out">${words}</p>`;
}
