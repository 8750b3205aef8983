"""The weekly report by the six types of involvement: lines from the ledger, handing in, freezing."""
