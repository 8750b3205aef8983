import { Choices } from "./choices";
import { allow_primary_action, send, without_second_tap } from "./send";
import { keep_words_of } from "./session_end";
import { channels_of, escape, way_of } from "./text";

const METHODS = "liaison_app.outreach.message";
const FINISHED = "liaison_message_finished";
/** Ways by which a machine can write. */
const WAYS = ["Email", "Text"];

/** What was written and not sent. It outlives its dialog, and stays the same message however often it is sent. */
let draft = null;
let is_listening = false;

keep_words_of(() => Boolean(draft?.words?.text) && draft.words.text !== draft.proposed);

/** Whether the user may write to many families at once. */
export function can_write_to_families() {
	return Boolean(frappe.boot.liaison?.is_liaison) && message_channels().length > 0;
}

/**
 * Opens the dialog that writes one message to many families. families: their names. words: subject, text and purpose to
 * begin with, where nothing is written yet.
 */
export async function open_message_dialog(families, words = {}) {
	const wanted = [...new Set(families.filter(Boolean))];
	if (!wanted.length) {
		frappe.msgprint(__("Tick the families first that you want to write to."));
		return null;
	}
	await frappe.model.with_doctype("Liaison Contact");
	return new MessageDialog(wanted, words);
}

class MessageDialog {
	constructor(families, words) {
		this.families = families;
		this.draft = draft ||= { message_id: frappe.utils.get_random(20), channel: message_channels()[0].name };
		// What was proposed for something else and left as it was is not what the user wrote.
		if (!this.draft.words?.text || this.draft.words.text === this.draft.proposed) {
			this.draft.words = { ...words, purpose: words.purpose || frappe.boot.liaison.default_purpose };
			this.draft.proposed = words.text;
		}
		this.make();
		this.dialog.show();
		this.preview();
	}

	make() {
		this.dialog = new frappe.ui.Dialog({
			title: __("Write to Families"),
			fields: [{ fieldtype: "HTML", fieldname: "body" }],
			primary_action_label: __("Send"),
			primary_action: () => this.send(),
			on_hide: () => this.keep(),
		});
		this.dialog.$wrapper.addClass("liaison-dialog").attr("data-liaison", "message-dialog");
		const parent = this.dialog.fields_dict.body.$wrapper;
		this.channel = new Choices({ parent, name: "channel", label: __("How"), on_change: () => this.preview() });
		this.channel.set_options(message_channels().map(({ name }) => ({ value: name, label: __(name) })));
		this.channel.set_value(this.draft.channel);
		this.$problem = $("<div>").appendTo(parent);
		this.languages = new Choices({
			parent, name: "languages", label: __("Language"), multiple: true, on_change: () => this.choose_readers(),
		}); // prettier-ignore
		this.words = new frappe.ui.FieldGroup({ fields: this.fields(), body: $("<div>").appendTo(parent) });
		this.words.make();
		this.words.set_values(this.draft.words);
		this.to = new Choices({
			parent, name: "to", label: __("To"), multiple: true, on_change: () => this.show_count(),
		}); // prettier-ignore
		this.$skipped = $(`<div data-liaison="skipped"></div>`).appendTo(parent);
	}

	fields() {
		const purposes = frappe.boot.liaison.purposes.map(({ name }) => ({ value: name, label: __(name) }));
		return [
			{
				fieldname: "template", fieldtype: "Link", options: "Email Template", label: __("Start From a Template"),
				change: () => this.take_template(),
			},
			{ fieldname: "subject", fieldtype: "Data", label: __("Subject") },
			{ fieldname: "text", fieldtype: "Small Text", label: __("Text"), description: __("Name no other family.") },
			{ fieldname: "purpose", fieldtype: "Select", options: purposes, label: __("Purpose") },
		]; // prettier-ignore
	}

	async take_template() {
		const template_name = this.words.get_value("template");
		if (!template_name || template_name === this.taken) {
			return;
		}
		this.taken = template_name;
		const { subject, message } = await frappe.xcall(
			"frappe.email.doctype.email_template.email_template.get_email_template",
			{ template_name, doc: "{}" }
		);
		await this.words.set_values({ subject, text: plain_text(message) });
	}

	/** Who would get it by the chosen way, and why some would not. */
	async preview() {
		const channel = this.channel.value;
		this.words.set_df_property("subject", "hidden", way_of(channel) !== "Email");
		allow_primary_action(this.dialog, false);
		const found = await frappe.xcall(`${METHODS}.preview_message`, { families: this.families, channel });
		if (channel === this.channel.value) {
			this.show(found);
		}
	}

	show({ recipients, skipped, problem }) {
		this.problem = problem;
		const unknown = __("language not asked yet");
		this.recipients = recipients.map((row) => ({ ...row, language_name: row.language_name || unknown }));
		const languages = [...new Set(this.recipients.map((row) => row.language_name))].sort();
		this.languages.set_options(languages.map((name) => ({ value: name, label: name, note: this.count(name) })));
		this.languages.set_value(languages);
		this.languages.toggle(languages.length > 1);
		this.to.set_options(
			this.recipients.map(({ family, family_name, full_name, language_name }) => ({
				value: family,
				label: family_name,
				note: `${full_name}, ${language_name}`,
			}))
		);
		this.$problem.html(problem_html(problem));
		this.$skipped.html(skipped_html(skipped));
		this.choose_readers();
	}

	count(language_name) {
		return String(this.recipients.filter((row) => row.language_name === language_name).length);
	}

	choose_readers() {
		const chosen = this.recipients.filter((row) => this.languages.value.includes(row.language_name));
		this.to.set_value(chosen.map(({ family }) => family));
		this.show_count();
	}

	show_count() {
		const count = this.to.value.length;
		this.dialog.set_primary_action(
			count === 1 ? __("Send to 1 Family") : __("Send to {0} Families", [count]),
			() => this.send()
		);
		allow_primary_action(this.dialog, count && !this.problem);
	}

	/** The words stay on the screen until the server has taken them. */
	async send() {
		this.keep();
		const { subject, text, purpose } = this.draft.words;
		const sent = await without_second_tap(this.dialog, () =>
			send(`${METHODS}.send_message`, {
				families: this.to.value,
				channel: this.channel.value,
				message_id: this.draft.message_id,
				subject: way_of(this.channel.value) === "Email" ? subject : "",
				text: text || "",
				purpose,
			})
		);
		if (sent) {
			this.close(sent);
			return;
		}
		frappe.show_alert({
			message: __("Your words are still here. Send again: no family gets them twice."),
			indicator: "orange",
		});
	}

	close({ families, skipped }) {
		if (!families) {
			this.$skipped.html(skipped_html(skipped));
			return;
		}
		listen_for_the_end();
		draft = this.draft = null;
		this.dialog.hide();
		frappe.show_alert({
			message: __("On its way to {0} families, and logged with each.", [families]),
			indicator: "green",
		});
	}

	keep() {
		if (this.draft) {
			Object.assign(this.draft, { channel: this.channel.value, words: this.words.get_values(true) });
		}
	}
}

function message_channels() {
	return WAYS.flatMap(channels_of);
}

/** The end of a message, whenever the job comes to it. */
function listen_for_the_end() {
	if (is_listening) {
		return;
	}
	is_listening = true;
	frappe.realtime.on(FINISHED, ({ families, skipped }) => {
		const sent = families === 1 ? __("Written to 1 family.") : __("Written to {0} families.", [families]);
		frappe.msgprint({ title: __("Write to Families"), message: `<p>${sent}</p>${skipped_html(skipped)}` });
	});
}

function problem_html(problem) {
	return problem ? `<div class="alert alert-warning" data-liaison="problem">${escape(problem)}</div>` : "";
}

function skipped_html(skipped) {
	if (!skipped.length) {
		return "";
	}
	const rows = skipped.map(
		({ family_name, reason }) => `<li><strong>${escape(family_name || __("A family"))}</strong>: ${escape(reason)}</li>`
	);
	const title = skipped.length === 1 ? __("1 family gets none") : __("{0} families get none", [skipped.length]);
	return `<h6>${title}</h6><ul class="liaison-skipped">${rows.join("")}</ul>`;
}

/** The words of a template: it is kept as HTML, and a message goes as text. */
function plain_text(html) {
	const with_breaks = String(html || "").replace(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, "$&\n");
	const page = new DOMParser().parseFromString(with_breaks, "text/html");
	return page.body.textContent.replace(/\n{3,}/g, "\n\n").trim();
}
