"""The print document: all pages as one book, made of the same HTML as the site.

Pure functions from :mod:`.book` to :mod:`.assemble`; only :mod:`.job` meets MkDocs, the PDF
plugin and WeasyPrint. WeasyPrint is used through its public options alone.
"""
