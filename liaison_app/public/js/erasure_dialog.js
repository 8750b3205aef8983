import { Choices } from "./choices";
import { allow_primary_action, lasting_dialog, send, without_second_tap } from "./send";
import { day } from "./text";

const METHODS = "liaison_app.privacy.retention";

/** Shows which families have been kept long enough, and erases those that are chosen. */
export async function open_erasure_dialog(listview) {
	const families = await frappe.xcall(`${METHODS}.preview`);
	if (families.length) {
		return new ErasureDialog(families, listview);
	}
	frappe.msgprint(__("No family has been kept for longer than Liaison Settings say."));
}

class ErasureDialog {
	constructor(families, listview) {
		this.listview = listview;
		this.dialog = lasting_dialog({
			title: __("Erase Families"),
			fields: [{ fieldname: "families", fieldtype: "HTML" }],
			primary_action: () => this.erase(),
			secondary_action_label: __("All or None"),
			secondary_action: () => this.families.choose_all_or_none(),
		});
		this.dialog.$wrapper.attr("data-liaison", "erasure-dialog");
		this.dialog.get_primary_btn().addClass("btn-danger");
		const parent = this.dialog.fields_dict.families.$wrapper.html(
			`<p>${__("For good: people, children, records, notes, files and mails. Numbers stay in the reports, without names.")}</p>`
		);
		this.families = new Choices({
			parent, name: "families", label: __("Kept Long Enough"), multiple: true, on_change: () => this.show_count(),
		}); // prettier-ignore
		this.families.set_options(families.map(option));
		this.show_count();
		this.dialog.show();
	}

	show_count() {
		const count = this.families.value.length;
		const label = count === 1 ? __("Erase 1 Family") : __("Erase {0} Families", [count]);
		this.dialog.get_primary_btn().text(label);
		allow_primary_action(this.dialog, count);
	}

	async erase() {
		const families = this.families.value;
		const count = await without_second_tap(this.dialog, () => send(`${METHODS}.erase`, { families }));
		if (count) {
			this.dialog.hide();
			frappe.show_alert(
				count === 1
					? __("1 family is being erased in the background.")
					: __("{0} families are being erased in the background.", [count])
			);
			this.listview.refresh();
		}
	}
}

function option({ family, family_name, ended_on, stopped_by }) {
	const kept = __("{0}, until {1}", [family, day(ended_on)]);
	return { value: family, label: family_name, note: kept, problem: stopped_by };
}
