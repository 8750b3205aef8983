/** Lets the liaison add, from a draft report, what no other document holds: dated in that week, at that school. */
export function offer_work(frm) {
	const { liaison, status } = frm.doc;
	if (!frm.is_new() && status === "Draft" && liaison === frappe.session.user) {
		frm.add_custom_button(__("Add Work"), () => add_work(frm.doc));
	}
}

async function add_work({ liaison, school, week_end }) {
	await frappe.model.with_doctype("Liaison Activity");
	const today = frappe.datetime.now_date();
	// By hand: the host's new_doc takes texts and links, but no dates. A past week begins at its last day.
	const activity_date = week_end < today ? week_end : today;
	const work = Object.assign(frappe.model.get_new_doc("Liaison Activity"), { liaison, school, activity_date });
	frappe.set_route("Form", work.doctype, work.name);
}
