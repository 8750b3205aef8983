/**
 * The host reads a workflow a second time along with the documents that it is for, where it does not know these yet;
 * then it deletes rows of the second and saves the first. So the form shows the second.
 */
export function show_workflow_once() {
	$(document).on("form-refresh", (_event, frm) => {
		if (frm.doctype === "Workflow") {
			frappe.model.with_doctype(frm.doc.document_type, () => {
				frappe.after_ajax(() => is_outdated(frm) && frm.refresh());
			});
		}
	});
}

function is_outdated(frm) {
	return !frm.is_dirty() && frm.doc !== frappe.get_doc(frm.doctype, frm.docname);
}
