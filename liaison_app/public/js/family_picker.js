import { open_contact_dialog } from "./contact_dialog";
import { escape } from "./text";

const SHOWN = 20;

/** The page "Log Contact": a few letters of a family's, an adult's or a child's name, and a tap. */
export class FamilyPicker {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({ parent: wrapper, title: __("Log Contact"), single_column: true });
		this.page.main.addClass("liaison-picker");
		this.page.main.html(`
			<input type="search" class="form-control" data-liaison="search" autocomplete="off"
				aria-label="${__("Family, adult or child")}" placeholder="${__("Family, adult or child")}">
			<div class="liaison-found" aria-live="polite"></div>
			<button class="btn btn-default liaison-big" data-liaison="no-family">
				${__("Without a family: walk-in, teacher, agency")}</button>`);
		this.$found = this.page.main.find(".liaison-found");
		this.listen();
	}

	listen() {
		const $main = this.page.main;
		$main.on("input", "[data-liaison=search]", frappe.utils.debounce(() => this.search(), 250));
		$main.on("click", "[data-family]", (event) => this.log(event.currentTarget.dataset.family));
		$main.on("click", "[data-liaison=no-family]", () => this.log(null));
	}

	/** Called by the desk whenever the page comes up. */
	show() {
		this.page.main.find("[data-liaison=search]").val("");
		return this.search();
	}

	async search() {
		const txt = this.page.main.find("[data-liaison=search]").val();
		const rows = await frappe.xcall("liaison_app.families.search.find_families", {
			doctype: "Focus Family", txt, searchfield: "name", start: 0, page_len: SHOWN,
		}); // prettier-ignore
		this.$found.html(rows.map(row_html).join("") || `<p class="text-muted">${__("No family found")}</p>`);
	}

	log(family) {
		return open_contact_dialog({ family, on_saved: () => this.show() });
	}
}

function row_html([name, family_name, children]) {
	return `<button class="btn btn-default liaison-big" data-family="${escape(name)}">
		<strong>${escape(family_name)}</strong> <span class="text-muted">${escape(children)}</span></button>`;
}
