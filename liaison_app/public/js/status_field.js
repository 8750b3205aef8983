/** A status is set by its workflow; only where the administrator switched the workflow off, by hand. */
export function open_status_without_workflow(frm) {
	const by_hand = !has_workflow(frm);
	frm.set_df_property("status", "read_only", by_hand ? 0 : 1);
	if (by_hand) {
		frm.set_df_property("status", "options", statuses(frm, frm.doc.docstatus));
	}
}

/** Whether buttons under Actions set the status. */
export function has_workflow(frm) {
	return Boolean(frappe.workflow.get_state_fieldname(frm.doctype));
}

function statuses(frm, docstatus) {
	return frappe.boot.liaison?.statuses[frm.doctype][docstatus] || [];
}
