"""A follow-up is made whole: the question before it, with what the new words say in the place of what they replace.

``said`` cuts the new words into what they name (body, time, part, stage), ``siblings`` knows from the papers' labels which words
of the earlier question a new name stands beside, ``times`` moves a year, and ``complete`` puts the question together.
"""
