"""The bloc's year: one folder a step, in the order in which the bloc lives it.

A step may read the steps before it, never those after.
"""
