/** The same few fields, once for each person, below each other so that a phone can show them. */
export class RepeatedBlocks {
	/** parent: jQuery element. name: in the page (data-block). title, add_label: texts. fields: of one block. */
	constructor({ parent, name, title, add_label, fields }) {
		this.fields = fields;
		this.name = name;
		this.title = title;
		this.groups = [];
		this.$wrapper = $(`<section class="liaison-blocks" data-blocks="${name}">
			<h5>${title}</h5><div></div>
			<button type="button" class="btn btn-default liaison-add" data-liaison="add-${name}">${add_label}</button>
		</section>`).appendTo(parent);
		this.$list = this.$wrapper.children("div");
		this.$wrapper.on("click", `[data-liaison=add-${name}]`, () => this.add());
		this.add();
	}

	add() {
		const $block = $(`<div class="liaison-block" data-block="${this.name}"><div></div>
			<button type="button" class="btn btn-default btn-sm" data-liaison="remove">${__("Remove")}</button>
		</div>`).appendTo(this.$list);
		const fields = this.fields.map((field) => ({ ...field }));
		const group = new frappe.ui.FieldGroup({ fields, body: $block.children("div") });
		group.make();
		this.groups.push(group);
		$block.on("click", "[data-liaison=remove]", () => this.remove(group, $block));
	}

	remove(group, $block) {
		this.groups = this.groups.filter((other) => other !== group);
		$block.remove();
	}

	/** The values of every block in which something was typed. */
	values() {
		return this.groups.map((group) => group.get_values(true)).filter((row) => row.first_name || row.last_name);
	}
}
