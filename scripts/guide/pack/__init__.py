"""The last step of the build: few and small files, the policy of what pages may do, and the copy
to take along.
"""
