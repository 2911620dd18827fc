"""What keeps a council's data safe: backups that are whole and can be restored, a record of what was done that cannot be
changed unseen, how long each kind of thing is kept, what is held all the same, and switches to turn things off.
"""
