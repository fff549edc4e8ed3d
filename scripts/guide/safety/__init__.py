"""What may be published: everything the build made is judged by lists of what is allowed.

Judged is what a reader's browser gets, read as browsers read it, never the Markdown behind it:
what Markdown makes of a text is known only when it has made it.
"""
