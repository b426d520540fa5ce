"""The ground floor: who is asking, and whose rows and files are in sight.

It knows no score, has no page, and never imports khoi.
"""
