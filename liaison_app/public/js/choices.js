import { escape } from "./text";

let count = 0;

/** Radio buttons, or boxes to tick, that are as big as a thumb. */
export class Choices {
	/**
	 * parent: jQuery element. name: what the choice is called in the page (data-choice). label: its legend.
	 * multiple: boxes instead of radio buttons. on_change: called with the new value.
	 */
	constructor({ parent, name, label, multiple = false, on_change = () => {} }) {
		this.multiple = multiple;
		this.on_change = on_change;
		this.group = `liaison-${name}-${++count}`;
		this.options = [];
		this.value = multiple ? [] : null;
		this.$wrapper = $(`<fieldset class="liaison-choices" data-choice="${name}">
			<legend>${escape(label)}</legend><div class="liaison-chips"></div>
		</fieldset>`).appendTo(parent);
		this.toggle(false);
		this.$wrapper.on("change", "input", () => {
			this.value = this.read();
			on_change(this.value);
		});
	}

	/**
	 * options: value, label, optional note; problem: why it cannot be chosen; closed: it cannot, and why stands elsewhere;
	 * struck: shown struck through.
	 */
	set_options(options) {
		this.options = options;
		this.$wrapper.toggle(options.length > 0);
		this.$wrapper.find(".liaison-chips").html(options.map((option) => this.chip(option)).join(""));
		this.set_value(this.value);
	}

	/** Choose a value; what cannot be chosen is left out. */
	set_value(value) {
		const wanted = [].concat(value ?? []);
		this.$wrapper.find("input").each((_, input) => {
			input.checked = wanted.includes(input.value) && !input.disabled;
		});
		this.value = this.read();
	}

	/** Choose all that can be chosen; where they are chosen, none. */
	choose_all_or_none() {
		const before = this.value.length;
		this.set_value(this.options.map(({ value }) => value));
		this.value.length === before && this.set_value([]);
		this.on_change(this.value);
	}

	toggle(show) {
		this.$wrapper.toggle(show && this.options.length > 0);
	}

	focus() {
		this.$wrapper.find("input:enabled").first().trigger("focus");
		this.$wrapper[0].scrollIntoView({ block: "center" });
	}

	read() {
		const chosen = this.$wrapper.find("input:checked").toArray().map((input) => input.value);
		return this.multiple ? chosen : chosen[0] || null;
	}

	chip({ value, label, note, problem, closed = problem, struck }) {
		const type = this.multiple ? "checkbox" : "radio";
		const remark = [note, problem].filter(Boolean).join(", ");
		return `<label class="liaison-chip" title="${escape(remark)}">
			<input type="${type}" name="${this.group}" value="${escape(value)}" ${closed ? "disabled" : ""}>
			<span class="liaison-chip-face">
				<span class="${struck ? "liaison-struck" : ""}">${escape(label)}</span>
				${remark ? `<small>${escape(remark)}</small>` : ""}
			</span>
		</label>`;
	}
}
