import { Choices } from "./choices";
import { liaisons_of } from "./link_queries";
import { previewing } from "./preview";
import { allow_primary_action, lasting_dialog, send, without_second_tap } from "./send";
import { escape } from "./text";

const METHODS = "liaison_app.families.transfer";

/** Opens the dialog that transfers a family to another school; `done(name)` gets the new enrolment. */
export function open_transfer_dialog(enrolment, done) {
	return new TransferDialog(enrolment, done);
}

class TransferDialog {
	constructor(enrolment, done) {
		this.enrolment = enrolment;
		this.done = done;
		this.preview = previewing({
			dialog: () => this.dialog,
			method: `${METHODS}.preview`,
			question: () => this.question(),
			forget: () => this.forget(),
			show: (found) => this.show(found),
		});
		this.dialog = lasting_dialog({
			title: __("Transfer {0}", [escape(enrolment.family_name)]),
			fields: this.fields(),
			primary_action_label: __("Transfer"),
			primary_action: (values) => this.transfer(values),
		});
		this.dialog.$wrapper.attr("data-liaison", "transfer-dialog");
		const parent = this.dialog.fields_dict.preview.$wrapper;
		this.children = new Choices({ parent, name: "children", label: __("Children Who Change"), multiple: true });
		this.$notes = $(`<div data-liaison="notes"></div>`).appendTo(parent);
		this.dialog.show();
		allow_primary_action(this.dialog, false);
	}

	fields() {
		const change = this.preview;
		return [
			{
				fieldname: "school", fieldtype: "Link", options: "Liaison School", label: __("To School"), reqd: 1, change,
				get_query: () => ({ filters: { disabled: 0, name: ["!=", this.enrolment.school] } }), only_select: 1,
			},
			{
				fieldname: "liaison", fieldtype: "Link", options: "Family Liaison", label: __("To Liaison"), reqd: 1, change,
				get_query: () => liaisons_of(this.dialog.get_value("school")), only_select: 1,
			},
			{
				fieldname: "starts_on", fieldtype: "Date", label: __("From Which Day"), reqd: 1, change,
				default: frappe.datetime.get_today(),
				description: __("Today or earlier: the old school's access ends at once."),
			},
			{ fieldname: "preview", fieldtype: "HTML" },
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
		]; // prettier-ignore
	}

	question() {
		const { school, liaison, starts_on } = this.dialog.get_values(true);
		return { enrolment: this.enrolment.name, school, liaison, starts_on };
	}

	forget() {
		this.children.set_options([]);
		this.$notes.empty();
	}

	show({ children, plans, steps, stays, to_know }) {
		this.children.set_options(
			children.map(({ student, student_name, school }) => ({ value: student, label: student_name, note: school }))
		);
		this.children.set_value(children.filter((child) => child.goes_along).map((child) => child.student));
		const sentences = [...to_know, __("Go along: visits and meetings {0}, next steps {1}.", [plans, steps]), ...stays];
		this.$notes.html(`<ul>${sentences.map((sentence) => `<li>${escape(sentence)}</li>`).join("")}</ul>`);
	}

	async transfer({ reason }) {
		const args = { ...this.question(), reason, students: this.children.value };
		const name = await without_second_tap(this.dialog, () => send(`${METHODS}.transfer`, args));
		if (name) {
			this.dialog.hide();
			this.done(name);
		}
	}
}
