"""Reading a question: which figures were typed, what each is for, and what is asked.

``spans`` finds and types the figures by the quantity grammar. ``learned`` ranks operations, and roles of each
figure, by small linear models whose weights come with the program (made by ``training/``, checked by digest).
"""
