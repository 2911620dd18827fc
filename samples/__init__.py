"""The sample library: papers of fictional councils, their sources and the script that lays them out.

``sources/`` holds the text in a small markup (``markup.py``), ``build.py`` writes ``library/`` from it
as PDF, DOCX, HTML and Markdown. No council, person or figure in it is real.
"""
