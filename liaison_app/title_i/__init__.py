"""The yearly evaluation of Title I, section 1116(a)(2)(D): three findings, what each rests on, and what is not known."""
