"""One file a step. A new step is named after the one before, and `schema.HEAD` after the new one.

Archives older than these steps carry no version, and have whatever columns the briefer that wrote last knew: steps up to v0003
look before they add. Later ones need not.
"""
