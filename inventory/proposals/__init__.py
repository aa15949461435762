"""From files to arrivals: what would come in, row by row, with every problem; and bringing it in.

Lines are what a file tells, proposals what that would be here, verdicts what would become of it.
"""
