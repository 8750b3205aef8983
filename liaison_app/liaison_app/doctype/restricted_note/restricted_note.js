frappe.ui.form.on("Restricted Note", {
	setup(frm) {
		frm.set_query("student", () => ({ filters: { family: frm.doc.family } }));
	},

	refresh: (frm) => show_hotline(frm),
	kind: (frm) => show_hotline(frm),
});

/** The number to call stands before anything that is to be written. */
async function show_hotline(frm) {
	const is_urgent = frm.doc.kind === "Child Protection";
	const words = is_urgent
		? (await frappe.db.get_single_value("Liaison Settings", "child_protection_hotline")) || ""
		: "";
	frm.toggle_display("hotline_panel", !!words);
	frm.get_field("hotline_panel").$wrapper.html(
		words &&
			`<div class="liaison-safety" data-liaison="hotline" role="alert">
				<strong>${__("Call first, then write.")}</strong> ${frappe.utils.escape_html(words)}
			</div>`
	);
}
