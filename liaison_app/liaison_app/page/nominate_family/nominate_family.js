frappe.pages["nominate-family"].on_page_load = (wrapper) => {
	wrapper.nomination = new liaison_app.NominationPage(wrapper);
};
frappe.pages["nominate-family"].on_page_show = (wrapper) => wrapper.nomination.show();
