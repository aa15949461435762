"""The demonstration fleet: a story of real machines, told by the same actions that people use."""

from inventory.demonstration.telling import tell_story

__all__ = ["tell_story"]
