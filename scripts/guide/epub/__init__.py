"""The guide as an EPUB 3: the same pages as the site and the book, one XHTML file each.

Own code, since what EPUB asks for is a ZIP of a few files: EbookLib is AGPL and gives other bytes
at each run, pandoc is no Python package.
"""
