"""What surveys say when they cannot."""

from folkmoot.words.refusals import Reason

ANSWER_MISSING = Reason(
    "surveys.answer-missing",
    "Answer the question “{question}”.",
    "Atebwch y cwestiwn “{question}”.",
)
NOT_AN_OPTION = Reason(
    "surveys.not-an-option",
    "Choose from the answers listed for “{question}”.",
    "Dewiswch o'r atebion a restrir ar gyfer “{question}”.",
)
ONE_ONLY = Reason(
    "surveys.one-only",
    "Choose one answer to “{question}”.",
    "Dewiswch un ateb i “{question}”.",
)
ALONE = Reason(
    "surveys.alone",
    "“{option}” cannot be chosen together with other answers.",
    "Ni ellir dewis “{option}” gydag atebion eraill.",
)
TOO_LONG = Reason(
    "surveys.too-long",
    "Shorten your answer to “{question}” to {limit} characters or fewer. It has {length}.",
    "Byrhewch eich ateb i “{question}” i {limit} nod neu lai. Mae ynddo {length}.",
)
NOT_A_NUMBER = Reason(
    "surveys.not-a-number",
    "Enter a whole number for “{question}”, for example 12.",
    "Rhowch rif cyfan ar gyfer “{question}”, er enghraifft 12.",
)
NUMBER_TOO_BIG = Reason(
    "surveys.number-too-big",
    "Enter a number from 0 to {limit} for “{question}”.",
    "Rhowch rif o 0 i {limit} ar gyfer “{question}”.",
)
WARD_UNKNOWN = Reason(
    "surveys.ward-unknown",
    "We could not find that postcode here. Check it, or choose your ward from the list.",
    "Nid oedd modd dod o hyd i'r cod post hwnnw yma. Gwiriwch ef, neu dewiswch eich ward o'r rhestr.",
)
NOTHING_SAID = Reason(
    "surveys.nothing-said",
    "Answer at least one question before you send.",
    "Atebwch o leiaf un cwestiwn cyn anfon.",
)
DRAFT_LOST = Reason(
    "surveys.draft-lost",
    "We no longer have the answers you started. Start again; it takes only a few minutes.",
    "Nid yw'r atebion a ddechreuwyd gennych ar gael mwyach. Dechreuwch eto; dim ond ychydig funudau "
    "mae'n eu cymryd.",
)
NOT_FROZEN = Reason(
    "surveys.not-frozen",
    "The questions of “{title}” are not finished. Put them in use before opening.",
    "Nid yw cwestiynau “{title}” wedi'u gorffen. Rhowch nhw ar waith cyn agor.",
    rule="V-09",
)
NO_QUESTIONS = Reason(
    "surveys.no-questions",
    "Add at least one question.",
    "Ychwanegwch o leiaf un cwestiwn.",
)
WORDS_MISSING = Reason(
    "surveys.words-missing",
    "Write question {number} in {language}: “{words}”.",
    "Ysgrifennwch gwestiwn {number} yn {language}: “{words}”.",
    rule="L-20",
)
HINT_WORDS_MISSING = Reason(
    "surveys.hint-words-missing",
    "Write the hint of question {number} in {language}: “{words}”.",
    "Ysgrifennwch awgrym cwestiwn {number} yn {language}: “{words}”.",
    rule="L-20",
)
OPTION_WORDS_MISSING = Reason(
    "surveys.option-words-missing",
    "Write in {language} what people can choose in question {number}. Missing: “{words}”.",
    "Ysgrifennwch yn {language} yr hyn y gall pobl ei ddewis yng nghwestiwn {number}. Ar goll: “{words}”.",
    rule="L-20",
)
OPTIONS_UNEVEN = Reason(
    "surveys.options-uneven",
    "The two lists do not match. “{words}”, line {line}, has no line in {language} beside it.",
    "Nid yw'r ddwy restr yn cyfateb. Nid oes llinell yn {language} wrth ymyl “{words}”, llinell {line}.",
    rule="L-20",
)
JUMP_FROM_UNKNOWN = Reason(
    "surveys.jump-from-unknown",
    "Say after which answer people jump, written exactly as in the list.",
    "Dywedwch ar ôl pa ateb y mae pobl yn neidio, wedi'i ysgrifennu'n union fel y mae yn y rhestr.",
)
FROZEN = Reason(
    "surveys.frozen",
    "These questions are in use and cannot be changed. Make a new version instead.",
    "Mae'r cwestiynau hyn ar waith ac ni ellir eu newid. Gwnewch fersiwn newydd yn lle hynny.",
    rule="X-01",
)
KIND_UNKNOWN = Reason(
    "surveys.kind-unknown",
    "Choose what kind of question “{question}” is.",
    "Dewiswch pa fath o gwestiwn yw “{question}”.",
)
OPTIONS_MISSING = Reason(
    "surveys.options-missing",
    "Give “{question}” at least two different answers to choose from.",
    "Rhowch o leiaf ddau ateb gwahanol i ddewis ohonynt i “{question}”.",
)
TEXT_MISSING = Reason(
    "surveys.text-missing",
    "Write the question in English or in Welsh.",
    "Ysgrifennwch y cwestiwn yn Gymraeg neu'n Saesneg.",
)
KEY_TWICE = Reason(
    "surveys.key-twice",
    "Two questions have the short name “{key}”. Give one of them another.",
    "Mae gan ddau gwestiwn yr enw byr “{key}”. Rhowch enw arall i un ohonynt.",
)
ROUTE_BACKWARDS = Reason(
    "surveys.route-backwards",
    "From “{question}” people can only be sent on to a later question.",
    "O “{question}”, dim ond ymlaen i gwestiwn diweddarach y gellir anfon pobl.",
)
EQUALITY_REQUIRED = Reason(
    "surveys.equality-required",
    "Equality questions are always optional.",
    "Mae cwestiynau cydraddoldeb bob amser yn ddewisol.",
    rule="X-03",
)
BANK_UNKNOWN = Reason(
    "surveys.bank-unknown",
    "The question bank has no question called “{key}”.",
    "Nid oes cwestiwn o'r enw “{key}” yn y banc cwestiynau.",
    rule="X-03",
)
QUESTION_UNKNOWN = Reason(
    "surveys.question-unknown",
    "That question is no longer in this version. Look at the list again.",
    "Nid yw'r cwestiwn hwnnw yn y fersiwn hon mwyach. Edrychwch ar y rhestr eto.",
)
FILE_UNREADABLE = Reason(
    "surveys.file-unreadable",
    "The file cannot be read. {problem}",
    "Ni ellir darllen y ffeil. {problem}",
)
IMPORT_HAS_PROBLEMS = Reason(
    "surveys.import-has-problems",
    "Nothing was loaded: {n} things in the file must be put right first.",
    "Ni lwythwyd dim: rhaid cywiro {n} o bethau yn y ffeil yn gyntaf.",
    rule="V-09",
)
IMPORT_IS_EMPTY = Reason(
    "surveys.import-is-empty",
    "There is no row with an answer in this file.",
    "Nid oes rhes gydag ateb yn y ffeil hon.",
)
FILE_TOO_LONG = Reason(
    "surveys.file-too-long",
    "This file has {n} rows. On this page at most {most} can be loaded; ask an administrator to load it with "
    "the command import_responses.",
    "Mae gan y ffeil hon {n} rhes. Ar y dudalen hon gellir llwytho {most} ar y mwyaf; gofynnwch i weinyddwr "
    "ei lwytho gyda'r gorchymyn import_responses.",
)
KIOSK_MINUTES = Reason(
    "surveys.kiosk-minutes",
    "Give a time from 1 to {most} minutes.",
    "Rhowch amser rhwng 1 a {most} munud.",
    rule="X-14",
)
OPTION_ADRIFT = Reason(
    "surveys.option-adrift",
    "The answer “{option}” is to be asked after another answer of a one-answer list, and that one is not "
    "there.",
    "Mae'r ateb “{option}” i'w ofyn ar ôl ateb arall mewn rhestr un ateb, ac nid yw hwnnw yno.",
    rule="X-03",
)
TOO_MANY_BEGUN = Reason(
    "surveys.too-many-begun",
    "Many people have begun this form from your connection in the last few minutes. What you typed is still "
    "on this page: wait ten minutes, then choose Continue again. Or ring us, and we write your answers down.",
    "Mae llawer o bobl wedi dechrau'r ffurflen hon o'ch cysylltiad yn ystod y munudau diwethaf. Mae'r hyn a "
    "deipioch yn dal ar y dudalen hon: arhoswch ddeng munud, yna dewiswch Parhau eto. Neu ffoniwch ni, a "
    "byddwn yn ysgrifennu eich atebion.",
    rule="V-09",
)
