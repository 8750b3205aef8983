import { custom_fields } from "./custom_fields";
import { liaisons_of } from "./link_queries";
import { RepeatedBlocks } from "./repeated_blocks";
import { send } from "./send";
import { keep_words_of } from "./session_end";
import { options_of } from "./text";

const METHOD = "liaison_app.families.nomination.nominate_family";

/** The page "Nominate Family": a family with its people and first enrolment, in one form. */
export class NominationPage {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper, title: __("Nominate Family"), single_column: true,
		}); // prettier-ignore
		this.page.main.addClass("liaison-nomination");
		this.page.set_primary_action(__("Nominate"), () => this.save());
		const doctypes = ["Focus Family", "Family Member", "Focus Student"];
		this.ready = Promise.all(doctypes.map((doctype) => frappe.model.with_doctype(doctype))).then(() => this.make());
		keep_words_of(() => this.has_words());
	}

	make() {
		const $main = this.page.main.empty();
		const fields = family_fields(() => this.family.get_value("school"));
		this.family = new frappe.ui.FieldGroup({ fields, body: $("<div>").appendTo($main) });
		this.family.make();
		this.adults = new RepeatedBlocks({
			parent: $main, name: "adult", title: __("Adults"), add_label: __("Add an Adult"), fields: adult_fields(),
		}); // prettier-ignore
		this.children = new RepeatedBlocks({
			parent: $main, name: "child", title: __("Children"), add_label: __("Add a Child"), fields: child_fields(),
		}); // prettier-ignore
		$(`<button type="button" class="btn btn-primary liaison-big" data-liaison="nominate">${__("Nominate")}</button>`)
			.appendTo($main)
			.on("click", () => this.save());
	}

	/** Fills the form with what a screening result knows, when one leads here. */
	async show() {
		const known = frappe.route_options?.nomination;
		frappe.route_options = null;
		await this.ready;
		if (known) {
			const { student, ...family } = known;
			this.make();
			this.family.set_values(family);
			this.children.groups[0].set_values(student);
		}
	}

	/** What was typed stays until the server has kept it. */
	async save() {
		const nomination = {
			...this.family.get_values(true),
			members: this.adults.values(),
			students: this.children.values(),
		};
		if (this.saving) {
			return;
		}
		this.saving = true;
		const kept = await send(METHOD, { nomination });
		this.saving = false;
		if (kept) {
			this.make();
			// Whoever goes back to the result sees what has become of it.
			frappe.model.clear_doc("Screening Result", nomination.screening_result);
			frappe.show_alert({ message: __("Family nominated"), indicator: "green" });
			frappe.set_route("Form", "Focus Family", kept.family);
		}
	}

	has_words() {
		const people = [this.adults, this.children].some((blocks) => blocks?.values().length);
		return people || Boolean(this.family?.get_value("family_name"));
	}
}

/** school(): which one is chosen by now. */
function family_fields(school) {
	const { nominate_at, is_coordinator } = frappe.boot.liaison;
	return [
		{
			fieldname: "school", fieldtype: "Select", label: __("School"), reqd: 1, options: ["", ...nominate_at],
			default: nominate_at.length === 1 ? nominate_at[0] : "",
		},
		{ fieldname: "family_name", fieldtype: "Data", label: __("Family Name"), reqd: 1 },
		{ fieldname: "home_language", fieldtype: "Link", options: "Language", label: __("Home Language") },
		{ fieldtype: "Column Break" },
		{
			fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1,
			description: __("Why this family, in a sentence."),
		},
		...(is_coordinator
			? [{
				fieldname: "liaison", fieldtype: "Link", options: "Family Liaison", label: __("Liaison"), only_select: 1,
				get_query: () => liaisons_of(school()),
			}]
			: []),
		{
			fieldname: "safety_instruction", fieldtype: "Small Text", label: __("Safety Instruction"),
			description: __("What to do, never why: \"No voicemail.\""),
		},
		{ fieldname: "screening_result", fieldtype: "Data", hidden: 1 },
		...custom_fields("Focus Family"),
	]; // prettier-ignore
}

function adult_fields() {
	return [
		{ fieldname: "first_name", fieldtype: "Data", label: __("First Name") },
		{ fieldname: "last_name", fieldtype: "Data", label: __("Last Name") },
		{
			fieldname: "relation", fieldtype: "Select", label: __("Relation to the Children"), default: "Mother",
			options: options_of("Guardianship", "relation"),
		},
		{ fieldtype: "Column Break" },
		{ fieldname: "phone", fieldtype: "Data", label: __("Phone") },
		{ fieldname: "email", fieldtype: "Data", options: "Email", label: __("E-Mail") },
		{ fieldname: "spoken_language", fieldtype: "Link", options: "Language", label: __("Spoken Language") },
		{ fieldname: "interpreter_needed", fieldtype: "Check", label: __("Interpreter Needed") },
		...custom_fields("Family Member"),
	]; // prettier-ignore
}

function child_fields() {
	return [
		{ fieldname: "student", fieldtype: "Data", hidden: 1 },
		{ fieldname: "first_name", fieldtype: "Data", label: __("First Name") },
		{ fieldname: "last_name", fieldtype: "Data", label: __("Last Name") },
		{ fieldname: "grade", fieldtype: "Link", options: "Grade Level", label: __("Grade"), only_select: 1 },
		{ fieldname: "birth_date", fieldtype: "Date", label: __("Birth Date") },
		{ fieldtype: "Column Break" },
		{ fieldname: "local_id", fieldtype: "Data", label: __("Local ID") },
		{ fieldname: "english_learner", fieldtype: "Check", label: __("English Learner") },
		{ fieldname: "special_education", fieldtype: "Check", label: __("Special Education") },
		{ fieldname: "low_income", fieldtype: "Check", label: __("Low Income") },
		{ fieldname: "stands_for_self", fieldtype: "Check", label: __("Speaks for Themself") },
		...custom_fields("Focus Student"),
	]; // prettier-ignore
}
