"""What contributions says when it cannot."""

from folkmoot.words.refusals import Reason

NOT_OPEN_YET = Reason(
    "contributions.not-open-yet",
    "This has not opened yet. It opens at {opens}.",
    "Nid yw hwn wedi agor eto. Bydd yn agor am {opens}.",
    rule="V-09",
)
CLOSED = Reason(
    "contributions.closed",
    "This was open until {until}, so we cannot count an answer sent after that.",
    "Roedd hwn ar agor tan {until}, felly ni allwn gyfrif ateb a anfonwyd ar ôl hynny.",
    rule="V-09",
)
NOT_OPEN = Reason(
    "contributions.not-open",
    "This is not open for answers.",
    "Nid yw hwn ar agor ar gyfer atebion.",
    rule="V-09",
)
TOO_LATE_TO_KEY = Reason(
    "contributions.too-late-to-key",
    "Forms that arrived before closing could be keyed until {until}. That time has passed.",
    "Gellid mewnbynnu ffurflenni a gyrhaeddodd cyn cau tan {until}. Mae'r amser hwnnw wedi mynd heibio.",
    rule="X-14",
)
NOT_YOURS = Reason(
    "contributions.not-yours",
    "You can do this only for an engagement of a service you work in.",
    "Dim ond ar gyfer ymgysylltiad gwasanaeth rydych yn gweithio ynddo y gallwch wneud hyn.",
    rule="X-03",
)
KEYER_MISSING = Reason(
    "contributions.keyer-missing",
    "Say who keyed this: sign in and try again.",
    "Nodwch pwy fewnbynnodd hwn: mewngofnodwch a rhowch gynnig arall arni.",
    rule="V-09",
)
DATED_BEFORE = Reason(
    "contributions.dated-before",
    "The date on the form cannot be earlier than the day this opened, {opens}.",
    "Ni all y dyddiad ar y ffurflen fod yn gynharach na'r diwrnod yr agorodd hwn, {opens}.",
    rule="V-09",
)
DATED_AFTER = Reason(
    "contributions.dated-after",
    "The date on the form cannot be later than the day this closed, {closes}.",
    "Ni all y dyddiad ar y ffurflen fod yn hwyrach na'r diwrnod y caeodd hwn, {closes}.",
    rule="V-09",
)
IN_THE_FUTURE = Reason(
    "contributions.in-the-future",
    "The date on the form cannot be later than today.",
    "Ni all y dyddiad ar y ffurflen fod yn hwyrach na heddiw.",
    rule="X-14",
)
PAPER_REF_USED = Reason(
    "contributions.paper-ref-used",
    "Form number {ref} has been keyed already. Check the number, or go on to the next form.",
    "Mae ffurflen rhif {ref} wedi'i mewnbynnu eisoes. Gwiriwch y rhif, neu ewch ymlaen i'r ffurflen nesaf.",
    rule="X-14",
)
CHANNEL_UNKNOWN = Reason(
    "contributions.channel-unknown",
    "Choose how this answer came in.",
    "Dewiswch sut y daeth yr ateb hwn i law.",
    rule="V-09",
)
REASON_MISSING = Reason(
    "contributions.reason-missing",
    "Say why. The reason is kept in the record.",
    "Dywedwch pam. Cedwir y rheswm yn y cofnod.",
    rule="X-01",
)
DECISION_UNKNOWN = Reason(
    "contributions.decision-unknown",
    "Choose what to do with this answer.",
    "Dewiswch beth i'w wneud â'r ateb hwn.",
)
NOTHING_CHANGED = Reason(
    "contributions.nothing-changed",
    "This answer is already in that state.",
    "Mae'r ateb hwn eisoes yn y cyflwr hwnnw.",
)
THROTTLED = Reason(
    "contributions.throttled",
    "Too many answers have come from your connection in the last few minutes. Nothing you wrote is lost. "
    "Wait ten minutes, then send again.",
    "Mae gormod o atebion wedi dod o'ch cysylltiad yn ystod y munudau diwethaf. Nid oes dim a ysgrifennoch "
    "ar goll. Arhoswch ddeng munud, yna anfonwch eto.",
    rule="V-09",
)
EMAIL_UNFIT = Reason(
    "contributions.email-unfit",
    "Enter an email address like name@example.com, or leave the box empty.",
    "Rhowch gyfeiriad e-bost fel enw@example.com, neu gadewch y blwch yn wag.",
)
RULE_MISSING = Reason(
    "contributions.rule-missing",
    "Choose the rule it is set aside under. The person who sent it is told.",
    "Dewiswch y rheol y caiff ei roi o'r neilltu oddi tani. Dywedir wrth y sawl a'i hanfonodd.",
    rule="H-31",
)
APPEAL_WAITS = Reason(
    "contributions.appeal-waits",
    "The person has asked for another look. Answer that first.",
    "Mae'r person wedi gofyn am ail olwg. Atebwch hynny'n gyntaf.",
    rule="X-04",
)
NOT_SET_ASIDE = Reason(
    "contributions.not-set-aside",
    "This was not set aside, so there is nothing to look at again.",
    "Ni roddwyd hwn o'r neilltu, felly nid oes dim i edrych arno eto.",
    rule="X-04",
)
ASKED_BEFORE = Reason(
    "contributions.asked-before",
    "You have asked for another look already. It can be asked for once.",
    "Rydych eisoes wedi gofyn am ail olwg. Gellir gofyn unwaith.",
    rule="X-04",
)
APPEAL_TOO_LONG = Reason(
    "contributions.appeal-too-long",
    "Shorten this to {limit} characters or fewer. It has {length}.",
    "Byrhewch hyn i {limit} nod neu lai. Mae ynddo {length}.",
)
ANSWERED_BEFORE = Reason(
    "contributions.answered-before",
    "A colleague has answered this already.",
    "Mae cydweithiwr wedi ateb hyn eisoes.",
)
SAME_PERSON = Reason(
    "contributions.same-person",
    "You set this aside yourself. Somebody else must look again.",
    "Chi a roddodd hwn o'r neilltu. Rhaid i rywun arall edrych eto.",
    rule="X-04",
)
OUTCOME_MISSING = Reason(
    "contributions.outcome-missing",
    "Choose whether it counts after all.",
    "Dewiswch a yw'n cyfrif wedi'r cyfan.",
    rule="X-04",
)
