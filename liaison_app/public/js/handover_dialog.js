import { Choices } from "./choices";
import { previewing } from "./preview";
import { allow_primary_action, send, without_second_tap } from "./send";
import { day, escape } from "./text";

const METHODS = "liaison_app.handover.caseload";

/** Opens the dialog that hands families of a liaison over to another. */
export function open_handover_dialog(liaison) {
	return new HandoverDialog(liaison);
}

class HandoverDialog {
	constructor(liaison) {
		this.liaison = liaison;
		this.preview = previewing({
			dialog: () => this.dialog,
			method: `${METHODS}.preview`,
			question: () => this.question(),
			forget: () => this.forget(),
			show: (found) => this.show(found),
		});
		this.make();
		this.dialog.show();
		this.forget();
		allow_primary_action(this.dialog, false);
	}

	make() {
		this.dialog = new frappe.ui.Dialog({
			title: __("Hand Over the Caseload of {0}", [escape(this.liaison.liaison_name)]),
			fields: this.fields(),
			primary_action_label: __("Hand Over"),
			primary_action: () => this.hand_over(),
			secondary_action_label: __("All or None"),
			secondary_action: () => this.families.choose_all_or_none(),
		});
		this.dialog.$wrapper.addClass("liaison-dialog").attr("data-liaison", "handover-dialog");
		const parent = this.dialog.fields_dict.preview.$wrapper;
		this.$can_pass = $(`<p data-liaison="can-pass"></p>`).appendTo(parent);
		this.families = new Choices({
			parent, name: "families", label: __("Families"), multiple: true, on_change: () => this.show_count(),
		}); // prettier-ignore
		this.$room = $(`<p><span data-liaison="room" class="indicator-pill orange no-indicator-dot"></span></p>`).appendTo(parent).children().hide();
		this.$work = $(`<p data-liaison="work"></p>`).appendTo(parent);
		this.$notes = $(`<div data-liaison="notes"></div>`).appendTo(parent);
	}

	fields() {
		const others = { enabled: 1, name: ["!=", this.liaison.name] };
		const change = this.preview;
		return [
			{
				fieldname: "to_liaison", fieldtype: "Link", options: "Family Liaison", label: __("To"), reqd: 1, change,
				get_query: () => ({ filters: others }), only_select: 1,
			},
			{
				fieldname: "starts_on", fieldtype: "Date", label: __("From Which Day"), reqd: 1, change,
				default: frappe.datetime.get_today(),
				description: __("The first day of the new liaison. The former one has the families until the day before."),
			},
			{ fieldname: "preview", fieldtype: "HTML" },
			{
				fieldname: "with_other_work", fieldtype: "Check", default: 1,
				label: __("Also what belongs to no family, and alarms of others' visits"),
				change: () => this.found && this.show_count(),
			},
		]; // prettier-ignore
	}

	question() {
		const { to_liaison, starts_on } = this.dialog.get_values(true);
		return { from_liaison: this.liaison.name, to_liaison, starts_on };
	}

	forget() {
		this.found = null;
		this.$can_pass.empty();
		this.dialog.get_secondary_btn().hide();
		this.families.set_options([]);
		this.$room.hide();
		this.$work.empty();
		this.$notes.empty();
	}

	show(found) {
		this.found = found;
		const shared = shared_problem(found.families);
		const options = found.families.map(({ enrolment, family_name, children, school, role, problem, ...row }) => ({
			value: enrolment,
			label: family_name,
			note: [children, school, role === "Lead" ? "" : __(role), planned(row)].filter(Boolean).join(", "),
			problem: shared ? "" : problem,
			closed: !!problem,
		}));
		this.show_can_pass(found.families, shared);
		this.families.set_options(options);
		this.families.set_value(options.map(({ value }) => value));
		this.$work.text(
			__("Open: visits, meetings and events {0}, next steps {1}, alarms {2}.", [found.plans, found.steps, found.alarms])
		);
		this.$notes.html(notes_html(__("To Know"), found.to_know) + notes_html(__("What Stays"), found.stays));
		this.show_count();
	}

	show_can_pass(families, shared) {
		const can_pass = families.filter((row) => !row.problem).length;
		const words = __("{0} of {1} families can pass.", [can_pass, families.length]);
		this.$can_pass.text(can_pass === families.length ? "" : [words, shared && `${shared}.`].filter(Boolean).join(" "));
		this.dialog.get_secondary_btn().toggle(can_pass > 0);
	}

	show_count() {
		const chosen = this.families.value;
		const leads = this.found.families.filter((row) => chosen.includes(row.enrolment) && row.role === "Lead");
		const over = leads.length - Math.max(this.found.places, 0);
		this.$room.text(over > 0 ? __("{0} more than the caseload target allows.", [over]) : "").toggle(over > 0);
		const label = chosen.length === 1 ? __("Hand Over 1 Family") : __("Hand Over {0} Families", [chosen.length]);
		const { with_other_work } = this.dialog.get_values(true);
		this.dialog.get_primary_btn().text(chosen.length ? label : __("Hand Over Other Work"));
		allow_primary_action(this.dialog, chosen.length || with_other_work);
	}

	async hand_over() {
		const { with_other_work } = this.dialog.get_values(true);
		const handed_over = await without_second_tap(this.dialog, () =>
			send(`${METHODS}.hand_over`, { ...this.question(), enrolments: this.families.value, with_other_work })
		);
		if (!handed_over) {
			return;
		}
		this.dialog.hide();
		const { families, stays } = handed_over;
		const done = families === 1 ? __("1 family is handed over.") : __("{0} families are handed over.", [families]);
		frappe.msgprint({
			title: __("Caseload Handed Over"),
			indicator: "green",
			message: `<p>${escape(done)}</p>${notes_html(__("What Stays"), stays)}`,
		});
	}
}

/** Why none of the families can pass, where it is the same of all: it is said once. */
function shared_problem(families) {
	const problems = new Set(families.map((row) => row.problem || ""));
	return problems.size === 1 ? [...problems][0] : "";
}

function planned({ next_liaison, next_liaison_from }) {
	return next_liaison ? __("goes to {0} on {1}", [next_liaison, day(next_liaison_from)]) : "";
}

function notes_html(title, sentences) {
	const items = sentences.map((sentence) => `<li>${escape(sentence)}</li>`).join("");
	return items && `<h6>${escape(title)}</h6><ul class="liaison-skipped">${items}</ul>`;
}
