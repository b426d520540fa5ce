"""The bloc's year: one folder a step, in the order in which the bloc lives it; a step reads the steps before it, never those after."""
