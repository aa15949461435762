"""The inventory for programs: what there is, and the same acts as on the pages.

How lists are paged, who is let in and what an error looks like comes from the project's REST framework settings.
"""
