"""What ideas says when it cannot."""

from folkmoot.words.refusals import Reason

TITLE_MISSING = Reason("ideas.title-missing", "Give your idea a name.", "Rhowch enw i'ch syniad.")
TEXT_MISSING = Reason("ideas.text-missing", "Describe your idea.", "Disgrifiwch eich syniad.")
TITLE_TOO_LONG = Reason(
    "ideas.title-too-long",
    "Shorten the name of your idea to {limit} characters or fewer.",
    "Byrhewch enw eich syniad i {limit} nod neu lai.",
)
TEXT_TOO_LONG = Reason(
    "ideas.text-too-long",
    "Shorten your idea to {limit} characters or fewer. It has {length}.",
    "Byrhewch eich syniad i {limit} nod neu lai. Mae ynddo {length}.",
)
REASON_MISSING = Reason(
    "ideas.reason-missing",
    "Say why this idea cannot go on. The person who sent it reads this.",
    "Dywedwch pam na all y syniad hwn fynd ymlaen. Bydd y sawl a'i hanfonodd yn darllen hyn.",
    rule="V-09",
)
REASON_IN_ONE_LANGUAGE = Reason(
    "ideas.reason-in-one-language",
    "Write the reason in English and in Welsh: everybody reads it on the board.",
    "Ysgrifennwch y rheswm yn Gymraeg ac yn Saesneg: bydd pawb yn ei ddarllen ar y bwrdd.",
    rule="V-09",
)
NOT_ON_THE_BOARD = Reason(
    "ideas.not-on-the-board",
    "This idea is not on the board.",
    "Nid yw'r syniad hwn ar y bwrdd.",
)
ANSWER_MISSING = Reason(
    "ideas.answer-missing",
    "Choose whether this idea can go on.",
    "Dewiswch a all y syniad hwn fynd ymlaen.",
)
