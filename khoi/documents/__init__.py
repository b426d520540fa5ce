"""Văn bản: issued by the bloc and received by its members, incoming from above, the register of numbers."""
