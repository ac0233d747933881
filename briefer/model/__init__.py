"""The records that stages hand on to each other.

Frozen, slotted, with tuples inside and a span beneath every statement; they know nothing of files, clocks or other stages.
"""
