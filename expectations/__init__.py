"""What is checked at each gate: Great Expectations suites, and the pages that show their results.

Nothing of `flows` is imported here, so that a suite can disagree with the code whose work it checks.
"""
