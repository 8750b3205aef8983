/** Offers to take over what a liaison whom the user covers has planned for the days of the cover. */
export function offer_take_over(frm) {
	const { doc } = frm;
	const days = frappe.boot.liaison?.covers[doc.liaison];
	if (!days || doc.docstatus || frm.is_new() || !is_within(doc.planned_start, days)) {
		return;
	}
	frm.add_custom_button(__("Take Over"), async () => {
		const plan = { doctype: doc.doctype, name: doc.name };
		await frappe.xcall("liaison_app.handover.cover.take_over", plan);
		await frm.reload_doc();
		frappe.show_alert({ message: __("This is yours now"), indicator: "green" });
	});
}

function is_within(moment_text, [first, last]) {
	const day = moment_text.split(" ")[0];
	return first <= day && day <= last;
}
