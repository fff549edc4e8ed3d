"""What the build gives the guide's search: a Finnish lexicon, the terms, and a better index.

The browser's side is in ``docs/assets/javascripts/search/``. The two meet in ``search_index.json``:
its ``docs`` carry a few keys more than Material's, its ``config.guide`` holds the tables of
:mod:`.lexicon` and :mod:`.concepts`.
"""
