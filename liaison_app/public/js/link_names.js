import { escape } from "./text";

/** Says below a link what it leads to: a link shows a number, and no one knows it. */
export function name_link(frm, fieldname, words) {
	const { description } = frappe.meta.get_docfield(frm.doctype, fieldname);
	const name = frm.doc[fieldname] && words && `<strong data-liaison="link-name">${escape(words)}</strong>`;
	frm.get_field(fieldname).set_description([name, description && __(description)].filter(Boolean).join("<br>"));
}
