import { send } from "./send";
import { escape } from "./text";

const MODULE = "Liaison App";

/** Another's change came first: the host refuses to save, and its Refresh would lose what was typed. */
export function keep_words_in_conflicts() {
	$(document).on("form-refresh", (_event, frm) => {
		if (frm.meta.module === MODULE && !frm.meta.issingle) {
			remember(frm);
		}
	});
	frappe.request.on_error("TimestampMismatchError", (answer) =>
		window.cur_frm?.as_loaded ? offer_words(cur_frm) : frappe.msgprint(JSON.parse(answer._server_messages))
	);
}

/** Note the document as it was loaded, and let no reload pass over what was typed since. */
function remember(frm) {
	if (!frm.is_dirty() && !frm.is_new()) {
		frm.as_loaded = structuredClone(frm.doc);
	}
	if (!frm.reload_at_once) {
		frm.reload_at_once = frm.reload_doc;
		frm.reload_doc = () => (frm.as_loaded && frm.is_dirty() ? offer_words(frm) : frm.reload_at_once());
	}
}

/** Shows what was typed, and puts it into the document as it is now. */
async function offer_words(frm) {
	const fresh = await send("frappe.client.get", { doctype: frm.doctype, name: frm.doc.name });
	if (!fresh) {
		return;
	}
	const words = [...changed_fields(frm, fresh), ...changed_rows(frm)];
	if (!words.length) {
		frm.reload_at_once();
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Changed Meanwhile"),
		fields: [
			{ fieldtype: "HTML", fieldname: "explanation", options: explanation() },
			...words.map((word, index) => word_field(word, index)),
		],
		primary_action_label: __("Put Them In"),
		primary_action: (chosen) => put_in(frm, words, chosen).then(() => dialog.hide()),
		secondary_action_label: __("Copy"),
		secondary_action: () => frappe.utils.copy_to_clipboard(words.map(as_text).join("\n")),
	});
	dialog.$wrapper.addClass("liaison-dialog").attr("data-liaison", "conflict");
	dialog.show();
}

function explanation() {
	return `<p>${__("This document was changed after you opened it. These are your words; choose which to put into it.")}</p>`;
}

/** One change of one's own as a box to tick. What the other changed too is not replaced unasked. */
function word_field(word, index) {
	const theirs = word.theirs === undefined ? "" : __("Now in the document: {0}", [word.theirs || __("nothing")]);
	return {
		fieldtype: "Check",
		fieldname: `word_${index}`,
		label: escape(as_text(word)),
		default: theirs ? 0 : 1,
		description: escape(theirs),
	};
}

function as_text({ label, mine }) {
	return `${label}: ${mine || __("emptied")}`;
}

/** The fields that were changed here, each with its label and words, and with theirs where another changed it too. */
function changed_fields(frm, fresh) {
	const changed = frm.meta.fields.filter(
		(df) => is_typed(df) && !same(frm.doc[df.fieldname], frm.as_loaded[df.fieldname])
	);
	return changed.map((df) => {
		const value = frm.doc[df.fieldname];
		const is_contested = !same(fresh[df.fieldname], frm.as_loaded[df.fieldname]);
		return {
			label: __(df.label),
			mine: shown(value, df),
			theirs: is_contested ? shown(fresh[df.fieldname], df) : undefined,
			put_in: () => frm.set_value(df.fieldname, value),
		};
	});
}

/** The rows that were added or changed here. */
function changed_rows(frm) {
	return frm.meta.fields
		.filter((df) => frappe.model.table_fields.includes(df.fieldtype))
		.flatMap((df) => (frm.doc[df.fieldname] || []).map((row) => changed_row(frm, df, row)))
		.filter(Boolean);
}

function changed_row(frm, df, row) {
	const before = (frm.as_loaded[df.fieldname] || []).find(({ name }) => name === row.name) || {};
	const typed = frappe.get_meta(row.doctype).fields.filter((field) => is_typed(field));
	const changed = typed.filter(({ fieldname }) => !same(row[fieldname], before[fieldname]));
	const values = Object.fromEntries(changed.map(({ fieldname }) => [fieldname, row[fieldname]]));
	return changed.length
		? {
				label: __("{0} row {1}", [__(df.label), row.idx]),
				mine: changed.map((field) => shown(row[field.fieldname], field)).join(", "),
				put_in: () => put_into_row(frm, df.fieldname, before.name, values),
			}
		: null;
}

function put_into_row(frm, table, name, values) {
	const row = (frm.doc[table] || []).find((one) => one.name === name) || frm.add_child(table);
	Object.assign(row, values);
	frm.refresh_field(table);
	frm.dirty();
}

async function put_in(frm, words, chosen) {
	await frm.reload_at_once();
	for (const [index, word] of words.entries()) {
		if (chosen[`word_${index}`]) {
			await word.put_in();
		}
	}
}

function is_typed(df) {
	return !df.read_only && !frappe.model.no_value_type.includes(df.fieldtype);
}

function same(one, other) {
	return (one ?? "") === (other ?? "") || Number(one || 0) === Number(other || 0);
}

function shown(value, df) {
	return frappe.utils.html2text(frappe.format(value ?? "", df, { inline: true })).trim();
}
