frappe.pages["who-is-out"].on_page_load = (wrapper) => {
	wrapper.who_is_out = new liaison_app.WhoIsOut(wrapper);
};

frappe.pages["who-is-out"].on_page_show = (wrapper) => wrapper.who_is_out.show();
