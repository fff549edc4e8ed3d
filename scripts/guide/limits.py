"""How much the guide reads: more than this is a mistake or an attack, so it is told, not waited for.

All limits stand here. The largest page of the guide has 30 kB, the largest data file 200 kB, the
longest line 400 letters; each limit leaves room for many times that, and none lets one file take
more than some seconds of a build.
"""

from __future__ import annotations

FILE_BYTES = 50_000_000  # of any file that a command reads
PAGE_BYTES = 500_000  # of a page, a snippet or a drawing
PAGE_WARNING = 200_000  # readers on phones will not wait
DATA_BYTES = 2_000_000  # of a data file
LINE_LETTERS = 20_000  # of a line of a page or a data file

YAML_DEPTH = 20  # lists and mappings within each other
YAML_DIGITS = 9  # of a whole number; longer ones are names and stay text
KEY_LETTERS = 100
VALUE_LETTERS = 10_000  # of one value of a data file or of front matter

SNIPPET_DEPTH = 5  # snippets within snippets
SNIPPETS = 100  # pulled into one page, theirs included

FOOTNOTES = 500  # on a page, and calls of them; Python-Markdown's time grows with their square
PAGE_SECONDS = 5  # of the processor, for a page to become HTML

CHAPTER_DIGITS = 4  # of a chapter, section, subsection or item
FIRST_YEAR, LAST_YEAR = 1700, 2099  # of a date; some statutes in force are of the 18th century
