"""Who may be told what of a family: consents, notes that few read, disclosures, requests for records, erasure."""
