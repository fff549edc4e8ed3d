"""Python-Markdown extensions of the guide; other builders than MkDocs can use them too."""
