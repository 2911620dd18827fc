"""Sums that a question may ask for, over any printed figures: all that their units allow are made, and ranked by learned weights.

``asks`` says what a question is likely to want worked out, ``two``, ``several`` and ``with_typed`` make the sums, ``marks`` says what
speaks for each, ``chosen`` ranks them, ``chain`` has the engine work one out, and ``offered`` sets the likeliest before the asker.
"""
