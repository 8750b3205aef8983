"""The development host: a real Frappe site with liaison_app, made from package registries alone."""
