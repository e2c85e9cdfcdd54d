"""Exposure: if this one is taken, or turns, what falls?

    facts     who knows what, since when, and what that was read from
    reading   facts from what cells say
    model     the same facts as arrays
    question  one question: everything that falls, ring by ring
    everyone  the first ring of everybody at once
    change    which single change lowers the worst exposure most
    tasks     what is to be done about an answer, in the order in which it saves most
    picture   an answer drawn as SVG

A ring is one human more who is taken. What a thing leads to costs nothing further: whoever
has the address has those who stay there.
"""
