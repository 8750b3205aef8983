import { Choices } from "./choices";
import { from_picker, moment_input, now_in_picker, to_picker } from "./moments";
import { get_card } from "./safety";
import { keep_typed, lasting_dialog, send, without_second_tap } from "./send";
import { escape } from "./text";

const METHODS = "liaison_app.outreach.finishing";
const CALLED_OFF = "Called Off";

/**
 * Asks what came of a visit or meeting, and ends it: no more than its outcome, who was there, and what comes next.
 *
 * action: what is chosen at first; else the workflow's first way to end it.
 */
export async function open_finish_dialog(frm, action) {
	await keep_typed(frm);
	const outcomes = await get_outcomes(frm);
	if (!outcomes.length) {
		frappe.msgprint(__("The workflow offers you no way to end this now: see Actions."));
		return;
	}
	const Kind = frm.doctype === "Home Visit" ? VisitDialog : MeetingDialog;
	const dialog = new Kind(frm, outcomes);
	await dialog.load();
	dialog.show(action);
}

/** The ways in which the open document can end by one press: action and status. */
export function get_outcomes({ doc }) {
	return frappe.xcall(`${METHODS}.get_outcomes`, { doctype: doc.doctype, name: doc.name });
}

class FinishDialog {
	constructor(frm, outcomes) {
		Object.assign(this, { frm, outcomes });
	}

	/** Fetches what the choices need. */
	async load() {}

	show(action) {
		this.make();
		this.outcome.set_value(action || this.outcomes[0].action);
		this.update();
		this.dialog.show();
	}

	make() {
		this.dialog = lasting_dialog({
			title: this.title,
			fields: [{ fieldtype: "HTML", fieldname: "body" }],
			primary_action_label: __("Save"),
			primary_action: () => this.save(),
		});
		this.dialog.$wrapper.attr("data-liaison", "finish-dialog");
		const parent = this.dialog.fields_dict.body.$wrapper;
		this.outcome = new Choices({ parent, name: "ending", label: __("Outcome"), on_change: () => this.update() });
		this.outcome.set_options(this.outcomes.map(({ action }) => ({ value: action, label: __(action) })));
		this.make_times(parent);
		this.who = new Choices({ parent, name: "who", label: this.who_label, multiple: this.multiple });
		this.who.set_options(this.people());
		this.who.set_value(this.chosen());
		this.off = this.group(parent, "called-off", [this.docfield("called_off_by"), this.docfield("called_off_reason")]);
		this.step = this.group(parent, "next-step", this.step_fields());
		this.make_more(parent);
	}

	make_times(parent) {
		const { doc } = this.frm;
		const planned = (moment) => (moment && moment < frappe.datetime.system_datetime() ? moment : null);
		const start = doc.actual_start || doc.arrived_at || planned(doc.planned_start);
		const end = doc.actual_end || planned(doc.planned_end);
		this.$start = moment_input(parent, "start", __("Started"), to_picker(start) || now_in_picker());
		this.$end = moment_input(parent, "end", __("Ended"), to_picker(end) || now_in_picker());
	}

	make_more(parent) {
		const $more = $(`<details class="liaison-more" data-liaison="more">
			<summary>${this.more_label}</summary><div></div></details>`).appendTo(parent);
		const travel = { fieldname: "travel_minutes", fieldtype: "Int", label: __("Your Travel Minutes") };
		this.more = this.group($more.find("div"), "more", [...this.more_fields.map((name) => this.docfield(name)), travel]);
	}

	group(parent, name, fields) {
		const body = $(`<div data-group="${name}">`).appendTo(parent);
		const group = new frappe.ui.FieldGroup({ fields, body });
		group.make();
		return group;
	}

	step_fields() {
		return [
			{ fieldtype: "Section Break", label: __("Next Step") },
			{ fieldname: "what", fieldtype: "Data", label: __("What"), description: this.step_hint() },
			{ fieldname: "due_on", fieldtype: "Date", label: __("Due on") },
		];
	}

	step_hint() {
		const steps = this.frm.doc.__onload?.next_steps || [];
		return steps.length ? __("Written down already: {0}", [steps.map(({ what }) => escape(what)).join(", ")]) : "";
	}

	docfield(fieldname) {
		const { fieldtype, label, options, description } = frappe.meta.get_docfield(this.frm.doctype, fieldname);
		return { fieldname, fieldtype, label: __(label), options, description, default: this.frm.doc[fieldname] };
	}

	/** Ask only what the chosen outcome needs. */
	update() {
		const status = this.status();
		const [is_off, is_met] = [status === CALLED_OFF, status === this.met];
		[this.$start, this.$end].forEach(($input) => $input.parent().toggle(!is_off));
		this.who.toggle(is_met);
		$(this.off.body).toggle(is_off);
		$(this.step.body).toggle(!is_off);
		this.dialog.$wrapper.find("[data-liaison=more]").toggle(!is_off);
	}

	status() {
		return this.outcomes.find(({ action }) => action === this.outcome.value)?.status;
	}

	values() {
		const status = this.status();
		const who = this.who_values(status === this.met ? this.who.value : null);
		if (status === CALLED_OFF) {
			return { ...this.off.get_values(true), ...who, actual_start: null, actual_end: null };
		}
		const [actual_start, actual_end] = [this.$start, this.$end].map(($input) => from_picker($input.val()));
		return { ...this.more.get_values(true), ...who, actual_start, actual_end };
	}

	async save() {
		const { what, due_on } = this.step.get_values(true);
		const { doctype, name } = this.frm.doc;
		const is_done = await without_second_tap(this.dialog, () =>
			send(`${METHODS}.finish`, {
				doctype,
				name,
				action: this.outcome.value,
				outcome: this.values(),
				next_step: what && this.status() !== CALLED_OFF ? { what, due_on } : null,
			})
		);
		if (is_done) {
			this.dialog.hide();
			this.frm.reload_doc();
		}
	}
}

class VisitDialog extends FinishDialog {
	title = __("Finish Visit");
	met = "Completed";
	who_label = __("Who was met");
	multiple = false;
	more_label = __("More: what was said, others, travel");
	more_fields = ["others_met", "head_count", "hopes_and_dreams", "strengths", "barriers", "recommendations", "reflection"];

	async load() {
		this.card = await get_card(this.frm.doc.family);
	}

	/** A barred adult too: whoever was met is written down. */
	people() {
		const adults = this.card.adults.map(({ name, full_name, relation }) => ({
			value: name, label: full_name, note: relation && __(relation),
		})); // prettier-ignore
		return [...adults, ...this.independent().map(({ name, full_name }) => ({ value: name, label: full_name }))];
	}

	/** Students who speak for themselves. */
	independent() {
		return this.card.students.filter(({ stands_for_self }) => stands_for_self);
	}

	chosen() {
		const { met_with, met_student } = this.frm.doc;
		const people = this.people();
		return met_with || met_student || (people.length === 1 ? people[0].value : null);
	}

	who_values(person) {
		const is_student = this.independent().some(({ name }) => name === person);
		return { met_with: is_student ? null : person, met_student: is_student ? person : null };
	}
}

class MeetingDialog extends FinishDialog {
	title = __("Finish Meeting");
	met = "Held";
	who_label = __("Who came");
	multiple = true;
	more_label = __("More: summary, number of people, travel");
	more_fields = ["summary", "head_count"];

	people() {
		const { invited, __onload } = this.frm.doc;
		return invited.map((row) => ({
			value: row.name,
			label: row.member_name || row.person_name || __onload?.user_names?.[row.user] || row.user,
			note: row.role && __(row.role),
		}));
	}

	chosen() {
		return this.frm.doc.invited.filter(({ present }) => present).map(({ name }) => name);
	}

	who_values(present) {
		return { present: present || [] };
	}
}
