import { lasting_dialog, send, without_second_tap } from "./send";
import { day, escape } from "./text";

const METHODS = "liaison_app.privacy.retention";

/** Shows which families have been kept long enough, and erases those that stay ticked. */
export async function open_erasure_dialog(listview) {
	const families = await frappe.xcall(`${METHODS}.preview`);
	if (!families.length) {
		frappe.msgprint(__("No family has been kept for longer than Liaison Settings say."));
		return;
	}
	const due = families.filter((row) => !row.stopped_by);
	const dialog = lasting_dialog({
		title: __("Erase Families"),
		fields: [
			{ fieldname: "words", fieldtype: "HTML", options: `<p>${__("For good: people, children, records, notes, files and mails. Numbers stay in the reports, without names.")}</p>` },
			{
				fieldname: "families", fieldtype: "MultiCheck", label: __("Families"), columns: 1,
				options: due.map((row) => ({ value: row.family, label: line(row), checked: 1 })),
			},
			{ fieldname: "stopped", fieldtype: "HTML", options: stopped_html(families.filter((row) => row.stopped_by)) },
		],
		primary_action_label: __("Erase"),
		primary_action: () => erase(dialog, listview),
	}); // prettier-ignore
	dialog.show();
}

async function erase(dialog, listview) {
	const families = dialog.get_value("families");
	const count = await without_second_tap(dialog, () => send(`${METHODS}.erase`, { families }));
	if (count) {
		dialog.hide();
		frappe.show_alert(__("{0} families are being erased in the background.", [count]));
		listview.refresh();
	}
}

function line(row) {
	return `${escape(row.family_name)}, ${escape(row.family)}: ${__("until {0}", [day(row.ended_on)])}`;
}

function stopped_html(rows) {
	return rows.map((row) => `<p class="text-muted">${line(row)}. ${escape(row.stopped_by)}</p>`).join("");
}
