"""Reading a question: which figures were typed, what each is for, and what is asked.

``spans`` finds the figures by the quantity grammar; ``learned`` ranks operations and roles by small linear models whose weights come
with the program. ``read`` makes of them a few typed readings, best first; ``edits`` reads a follow-up as changes of the last one;
``said`` says a reading in one line.
"""
