import { Choices } from "./choices";
import { adult_problem, outcome_problem, proposed_channel, way_problem } from "./contact_rules";
import { custom_fields } from "./custom_fields";
import { from_picker, moment_input, now_in_picker } from "./moments";
import { get_card, safety_banner } from "./safety";
import { lasting_dialog, send, without_second_tap } from "./send";
import { escape, options_of, way_of } from "./text";

const ADULT = "Adult of the Family";
const WITHOUT_FAMILY = ["Walk-In Family", "Teacher or Staff", "Agency"];
const WITH_FAMILY = ["Student", "Other Person at Home", "Teacher or Staff", "Agency"];

/**
 * Opens the dialog that logs a contact.
 *
 * family: name of the Focus Family, or nothing for a walk-in, a teacher, an agency. family_member, channel,
 * number_used: proposed values. on_saved: called with the names and the family's fresh card.
 */
export async function open_contact_dialog(draft = {}) {
	const [card] = await Promise.all([
		draft.family ? get_card(draft.family) : null,
		frappe.model.with_doctype("Liaison Contact"),
	]);
	return new ContactDialog(draft, card);
}

/** What the desk opens for "New Liaison Contact". Without a family it is chosen first. */
export class ContactEntry {
	constructor(doctype, after_insert, init_callback, doc) {
		this.after_insert = after_insert;
		this.family = doc?.family || frappe.route_options?.family;
	}

	async setup() {
		frappe.route_options = null;
		if (!this.family) {
			return frappe.set_route("log-contact");
		}
		return open_contact_dialog({
			family: this.family,
			on_saved: ({ contact }) => this.after_insert?.({ doctype: "Liaison Contact", name: contact }),
		});
	}
}

class ContactDialog {
	constructor(draft, card) {
		this.draft = draft;
		/** Sent again because no answer came, it is still one contact. */
		this.entry_key = frappe.utils.get_random(20);
		this.card = card || { adults: [], students: [], family_name: "" };
		this.make();
		this.choose_first();
		this.dialog.show();
	}

	make() {
		this.dialog = lasting_dialog({
			title: escape(this.card.family_name) || __("Log Contact"),
			fields: [{ fieldtype: "HTML", fieldname: "body" }],
			primary_action_label: __("Save"),
			primary_action: () => this.save(),
		});
		this.dialog.$wrapper.attr("data-liaison", "contact-dialog");
		const parent = this.dialog.fields_dict.body.$wrapper;
		parent.append(safety_banner(this.card.safety_instruction));
		this.make_choices(parent);
		this.make_more(parent);
	}

	make_choices(parent) {
		const update = () => this.update();
		const choice = (name, label, on_change = update) => new Choices({ parent, name, label, on_change });
		this.who = choice("who", __("Who"), () => this.on_who());
		this.person = $(`<input class="form-control liaison-person" type="text" maxlength="140"
			aria-label="${__("Name")}" placeholder="${__("Name, if it matters")}">`).appendTo(parent);
		this.students = new Choices({
			parent, name: "students", label: __("About"), multiple: true, on_change: update,
		}); // prettier-ignore
		this.channel = choice("channel", __("How"));
		this.outcome = choice("outcome", __("Outcome"));
		this.purpose = choice("purpose", __("Purpose"));
	}

	make_more(parent) {
		const $more = $(`<details class="liaison-more" data-liaison="more">
			<summary>${__("More: direction, time, summary, next step")}</summary><div></div>
		</details>`).appendTo(parent);
		const $body = $more.find("div").first();
		this.direction = new Choices({
			parent: $body, name: "direction", label: __("Who began it"), on_change: () => this.update(),
		}); // prettier-ignore
		this.make_time($body);
		this.more = new frappe.ui.FieldGroup({ fields: this.more_fields(), body: $("<div>").appendTo($body) });
		this.more.make();
	}

	/** The phone's own picker of date and time. Left alone, the server takes the moment of saving. */
	make_time($body) {
		this.opened_at = now_in_picker();
		this.$time = moment_input($body, "time", __("Date and Time"), this.opened_at);
		this.$time.on("change", () => this.update());
	}

	more_fields() {
		const from_contact = (fieldname, extra = {}) => ({
			...docfield(fieldname), reqd: 0, default: null, ...extra,
		}); // prettier-ignore
		return [
			from_contact("summary"),
			from_contact("number_used", { default: this.draft.number_used }),
			from_contact("staff_minutes", { description: __("Empty takes the usual minutes.") }),
			from_contact("tone"),
			from_contact("language"),
			from_contact("interpreter"),
			...this.school_field(from_contact),
			...custom_fields("Liaison Contact"),
			{ fieldtype: "Section Break", label: __("Next Step") },
			{ fieldtype: "Data", fieldname: "what", label: __("What") },
			{ fieldtype: "Date", fieldname: "due_on", label: __("Due on") },
		];
	}

	/** Only who works at several schools, and logs without a family, must say at which. */
	school_field(from_contact) {
		const schools = frappe.boot.liaison.schools;
		if (schools.length < 2) {
			return [];
		}
		const extra = { fieldtype: "Select", options: ["", ...schools], reqd: this.draft.family ? 0 : 1 };
		return [from_contact("school", extra)];
	}

	/** What the usual contact is, so that it takes an outcome and no more. */
	choose_first() {
		this.direction.set_options(labelled(options_of("Liaison Contact", "direction")));
		this.direction.set_value("Outgoing");
		this.outcome.set_options(labelled(options_of("Liaison Contact", "outcome")));
		const { purposes, default_purpose } = frappe.boot.liaison;
		const names = purposes.map(({ name }) => name).filter((name) => name !== default_purpose);
		this.purpose.set_options(labelled(default_purpose ? [default_purpose, ...names] : names));
		this.purpose.set_value(default_purpose);
		this.students.set_options(
			this.card.students.map(({ name, full_name, grade }) => ({ value: name, label: full_name, note: grade }))
		);
		this.who.set_options(this.people());
		const open = this.card.adults.find((adult) => !adult.barred)?.name;
		this.who.set_value(this.draft.family_member || open || this.people()[0].value);
		this.on_who();
		if (this.draft.channel) {
			this.channel.set_value(this.draft.channel);
		}
	}

	people() {
		const direction = this.direction.value;
		const adults = this.card.adults.map((adult) => ({
			value: adult.name,
			label: adult.full_name,
			note: adult.relation && __(adult.relation),
			problem: adult_problem(adult, direction),
			struck: adult.barred,
		}));
		return [...adults, ...labelled(this.draft.family ? WITH_FAMILY : WITHOUT_FAMILY)];
	}

	on_who() {
		const time = this.time();
		this.channel.value = proposed_channel(this.adult(), this.direction.value, time) || null;
		this.more.set_value("language", this.adult()?.spoken_language || "");
		if (this.who.value === "Student" && this.card.students.length === 1) {
			this.students.set_value([this.card.students[0].name]);
		}
		this.update();
	}

	/** Show what can be chosen, now that something else was. */
	update() {
		const adult = this.adult();
		const direction = this.direction.value;
		const way = () => way_of(this.channel.value);
		this.who.set_options(this.people());
		this.channel.set_options(
			frappe.boot.liaison.channels.map((channel) => ({
				value: channel.name,
				label: __(channel.name),
				problem: way_problem(adult, channel.way, direction, this.time()),
			}))
		);
		this.outcome.set_options(
			labelled(options_of("Liaison Contact", "outcome")).map((option) => ({
				...option, problem: outcome_problem(adult, way(), direction, option.value),
			}))
		); // prettier-ignore
		this.person.toggle(!adult && this.who.value !== "Student");
		this.students.toggle(this.card.students.length > 1 || this.who.value === "Student");
	}

	adult() {
		return this.card.adults.find((adult) => adult.name === this.who.value);
	}

	time() {
		return `${(this.$time.val() || this.opened_at).split("T")[1]}:00`;
	}

	/** The time in the site's zone, if another than now was chosen. */
	contacted_at() {
		const chosen = this.$time.val();
		return chosen === this.opened_at ? null : from_picker(chosen);
	}

	values() {
		const adult = this.adult();
		return {
			...this.more.get_values(true),
			contacted_at: this.contacted_at(),
			family: this.draft.family,
			counterpart: adult ? ADULT : this.who.value,
			family_member: adult?.name,
			person_name: adult ? null : this.person.val(),
			direction: this.direction.value,
			channel: this.channel.value,
			outcome: this.outcome.value,
			purpose: this.purpose.value,
			students: this.students.value,
		};
	}

	/** The first choice that was not made yet. */
	missing() {
		return [this.who, this.channel, this.outcome, this.purpose].find((choice) => !choice.value);
	}

	async save() {
		const missing = this.missing();
		if (missing) {
			frappe.show_alert({ message: __("Choose one more thing first."), indicator: "orange" });
			missing.focus();
			return;
		}
		const { what, due_on, ...contact } = this.values();
		const saved = await without_second_tap(this.dialog, () =>
			send("liaison_app.outreach.quick_log.log_contact", {
				contact,
				next_step: what ? { what, due_on } : null,
				entry_key: this.entry_key,
			})
		);
		if (saved) {
			this.close(saved);
		}
	}

	close(saved) {
		this.dialog.hide();
		frappe.show_alert({ message: __("Contact logged"), indicator: "green" });
		this.draft.on_saved?.(saved);
	}
}

function docfield(fieldname) {
	return frappe.meta.get_docfield("Liaison Contact", fieldname);
}

function labelled(values) {
	return values.map((value) => ({ value, label: __(value) }));
}
