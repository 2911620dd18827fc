"""A file becomes a document whose every heading, item and cell can be quoted.

``read`` picks a format by content and hands the file to a child process with limits. There one reader (text,
html, docx, pdf, workbook) says what it saw, in reading order; ``structure`` then does what is common to all formats:
furniture out, contents pages set aside, lists and tables made whole, headings made a tree, offsets fixed.
"""

from ingest.parse.read import read
from ingest.parse.sniff import Limits

__all__ = ["Limits", "read"]
