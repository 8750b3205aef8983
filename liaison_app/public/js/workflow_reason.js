import { send, typed_dialog } from "./send";

/** The status that the state has to which the chosen action of a workflow leads, whatever both are called. */
export function status_after(frm) {
	const { states, transitions } = frappe.workflow.workflows[frm.doctype];
	const next = transitions.find(
		(row) => row.state === frm.doc.workflow_state && row.action === frm.selected_workflow_action
	);
	return states.find((row) => row.state === next?.next_state)?.update_value;
}

/** Asks for the reason of a step; goes on once the server has kept it. of: names the document for the method. */
export function give_reason(of, { method, title, label, description, action }) {
	return new Promise((resolve) => {
		typed_dialog({
			title,
			fields: [{ fieldname: "reason", fieldtype: "Small Text", reqd: 1, label, description }],
			action_label: action,
			async save({ reason }) {
				const kept = await send(method, { ...of, reason });
				kept && resolve();
				return kept;
			},
		});
	});
}
