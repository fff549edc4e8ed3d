"""HTML comments are for those who edit the guide; they do not reach its readers."""

from __future__ import annotations

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from ..markdown_text import comment_spans


class CommentPreprocessor(Preprocessor):
    """Takes comments outside code away, with the blank before them."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for start, end in reversed(comment_spans(text)):
            text = text[:start].rstrip(" ") + text[end:]
        return text.split("\n")


class CommentExtension(Extension):
    """No options."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Before html_block (20), which would store them away for the output.
        md.preprocessors.register(CommentPreprocessor(md), "guide-comments", 28)

