"""Documents in other formats → Markdown: HTML pages, Word files (DOCX) and PDF."""
