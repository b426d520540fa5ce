"""The demo bloc: a year in the middle of things, with people, figures and papers, made by the portal's own actions."""

from khoi.demo.bloc import Account, accounts_of, make_demo

__all__ = ["Account", "accounts_of", "make_demo"]
