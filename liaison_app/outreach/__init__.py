"""Work with families: contacts, who may be contacted and how, what is due."""
