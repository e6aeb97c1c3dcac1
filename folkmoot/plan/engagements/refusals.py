"""The sentences of the plan stage when something cannot happen yet, each with the rule behind it."""

from folkmoot.words.refusals import Reason

# Who
NOT_YOURS = Reason(
    "engagements.not-yours",
    "Only officers and managers of {service}, or the corporate team, can do this.",
    "Dim ond swyddogion a rheolwyr {service}, neu'r tîm corfforaethol, all wneud hyn.",
    rule="V-10",
)
NOT_YOURS_TO_APPROVE = Reason(
    "engagements.not-yours-to-approve",
    "A manager of {service} who did not propose this, or the corporate team, approves it.",
    "Rheolwr {service} na chynigiodd hyn, neu'r tîm corfforaethol, sy'n ei gymeradwyo.",
    rule="V-10",
)
CORPORATE_OVERRIDES = Reason(
    "engagements.corporate-overrides",
    "Only the corporate team can approve a plan that overlaps a pre-election period.",
    "Dim ond y tîm corfforaethol all gymeradwyo cynllun sy'n gorgyffwrdd â chyfnod cyn etholiad.",
    rule="C-037",
)

NO_POST = Reason(
    "engagements.no-post",
    "Only people with a post in the council can do this.",
    "Dim ond pobl â swydd yn y cyngor all wneud hyn.",
    rule="V-10",
)

# When
WRONG_STATE = Reason(
    "engagements.wrong-state",
    "This cannot happen while the engagement is “{state}”. Its desk shows what comes next.",
    "Ni all hyn ddigwydd tra bo'r ymgysylltiad yn “{state}”. Mae ei ddesg yn dangos beth sy'n dod nesaf.",
)
NO_REASON = Reason(
    "engagements.no-reason",
    "Give a reason. It goes into the record.",
    "Rhowch reswm. Bydd yn mynd i'r cofnod.",
    rule="X-01",
)
OVERRIDE_NEEDS_REASON = Reason(
    "engagements.override-needs-reason",
    "To approve in spite of the warnings, say why. The reason goes into the record.",
    "I gymeradwyo er gwaethaf y rhybuddion, dywedwch pam. Bydd y rheswm yn mynd i'r cofnod.",
    rule="X-01",
)
OVERRIDE_NOT_SAID = Reason(
    "engagements.override-not-said",
    "Tick the box to approve in spite of the warnings, or send the plan back.",
    "Ticiwch y blwch i gymeradwyo er gwaethaf y rhybuddion, neu anfonwch y cynllun yn ôl.",
    rule="X-01",
)

# What it is
NO_TITLE = Reason(
    "engagements.no-title",
    "Give the engagement a title of 150 characters or fewer.",
    "Rhowch deitl o 150 nod neu lai i'r ymgysylltiad.",
    rule="L-20",
)
NO_PURPOSE = Reason(
    "engagements.no-purpose",
    "Say what the engagement is for. It comes first on its page.",
    "Dywedwch beth yw diben yr ymgysylltiad. Mae'n dod yn gyntaf ar ei dudalen.",
    rule="L-20",
)
NOBODY_ACCOUNTABLE = Reason(
    "engagements.nobody-accountable",
    "Name an accountable manager who holds a post in {service} or in the corporate team.",
    "Enwch reolwr atebol sydd â swydd yn {service} neu yn y tîm corfforaethol.",
    rule="V-10",
)
NO_LEVEL = Reason(
    "engagements.no-level",
    "Choose the level of participation.",
    "Dewiswch lefel y cyfranogiad.",
    rule="L-32",
)
NO_PROMISE = Reason(
    "engagements.no-promise",
    "Write the promise to the people who take part.",
    "Ysgrifennwch yr addewid i'r bobl sy'n cymryd rhan.",
    rule="L-32",
)
NO_DECISION = Reason(
    "engagements.no-decision",
    "Name the decision this can influence.",
    "Enwch y penderfyniad y gall hyn ddylanwadu arno.",
    rule="C-037",
)
NO_CONTACT = Reason(
    "engagements.no-contact",
    "Give a telephone number and the role of the person who answers it.",
    "Rhowch rif ffôn a rôl y person sy'n ei ateb.",
    rule="C-012",
)
NO_WAYS = Reason(
    "engagements.no-ways",
    "Add at least one way to take part.",
    "Ychwanegwch o leiaf un ffordd o gymryd rhan.",
    rule="C-012",
)
ONLY_ONLINE = Reason(
    "engagements.only-online",
    "People can take part only online. Add paper, telephone or a meeting.",
    "Dim ond ar-lein y gall pobl gymryd rhan. Ychwanegwch bapur, ffôn neu gyfarfod.",
    rule="C-012",
)
NO_WELSH = Reason(
    "engagements.no-welsh",
    "Write “{words}” in Welsh as well.",
    "Ysgrifennwch “{words}” yn Gymraeg hefyd.",
    rule="X-14",
)

# Honesty about the level (handbook 1.3)
CANNOT_SAY_WHAT_CHANGES = Reason(
    "engagements.what-can-change",
    "Say what can change because people take part.",
    "Dywedwch beth all newid am fod pobl yn cymryd rhan.",
    rule="L-21",
)
CANNOT_SAY_WHAT_STAYS = Reason(
    "engagements.what-cannot-change",
    "Say what cannot change.",
    "Dywedwch beth na all newid.",
    rule="L-21",
)
CANNOT_SAY_WHY = Reason(
    "engagements.why-it-cannot-change",
    "Say why it cannot change.",
    "Dywedwch pam na all newid.",
    rule="L-21",
)
NO_DECISION_HOLDER = Reason(
    "engagements.no-decision-holder",
    "Say who will decide.",
    "Dywedwch pwy fydd yn penderfynu.",
    rule="L-32",
)
NO_DECISION_DATE = Reason(
    "engagements.no-decision-date",
    "Give the date of the decision.",
    "Rhowch ddyddiad y penderfyniad.",
    rule="C-037",
)
NO_FEEDBACK_DATE = Reason(
    "engagements.no-feedback-date",
    "Promise a date by which people get an answer.",
    "Addewch ddyddiad erbyn pryd y bydd pobl yn cael ateb.",
    rule="V-07",
)
TWO_TOUCHPOINTS = Reason(
    "engagements.two-touchpoints",
    "Level {level} meets people before and after options are formed. Give the day options are formed, "
    "and add a way to take part before it and one after it, or claim a lower level.",
    "Mae lefel {level} yn cwrdd â phobl cyn ac ar ôl llunio'r opsiynau. Rhowch y diwrnod y llunnir "
    "yr opsiynau, ac ychwanegwch ffordd o gymryd rhan cyn hynny ac un ar ei ôl, neu hawliwch lefel is.",
    rule="S-05",
)
MORE_THAN_A_SURVEY = Reason(
    "engagements.more-than-a-survey",
    "A single way to take part is level 2 at most. Add another, or publish why one is enough.",
    "Lefel 2 yw'r uchaf ar gyfer un ffordd. Ychwanegwch un arall, neu cyhoeddwch pam mae un yn ddigon.",
    rule="S-05",
)
NO_DRAFTING_ROLE = Reason(
    "engagements.no-drafting-role",
    "Level {level} gives people a part in drafting. Name at least one group and its part.",
    "Mae lefel {level} yn rhoi rhan i bobl yn y drafftio. Enwch o leiaf un grŵp a'i ran.",
    rule="S-05",
)
NO_SCOPE = Reason(
    "engagements.no-scope",
    "Level {level} shares power within limits. Write the scope, budget or terms of reference.",
    "Mae lefel {level} yn rhannu grym o fewn terfynau. Nodwch y cwmpas, y gyllideb neu'r cylch gorchwyl.",
    rule="S-05",
)
COUNCIL_LEADS = Reason(
    "engagements.council-leads",
    "Level {level} is led by the community. Say who leads it.",
    "Y gymuned sy'n arwain lefel {level}. Dywedwch pwy sy'n ei harwain.",
    rule="S-05",
)
NO_DISCRETION = Reason(
    "engagements.no-discretion",
    "You say nothing can be decided differently. Offer this as information (level 1) instead.",
    "Rydych yn dweud na ellir penderfynu dim yn wahanol. Cynigiwch hyn fel gwybodaeth (lefel 1).",
    rule="S-06",
)
BELOW_TARGET = Reason(
    "engagements.below-target",
    "The level is below the target. Say why.",
    "Mae'r lefel yn is na'r targed. Dywedwch pam.",
    rule="S-06",
)

# Dates
NO_OPENING_DATE = Reason(
    "engagements.no-opening-date", "Give the date it opens.", "Rhowch y dyddiad agor.", rule="C-023"
)
NO_CLOSING_DATE = Reason(
    "engagements.no-closing-date", "Give the date it closes.", "Rhowch y dyddiad cau.", rule="C-023"
)
CLOSES_BEFORE_OPENING = Reason(
    "engagements.closes-before-opening",
    "The closing date comes before the opening date. Give a later closing date.",
    "Mae'r dyddiad cau cyn y dyddiad agor. Rhowch ddyddiad cau diweddarach.",
)
DECIDED_BEFORE_CLOSING = Reason(
    "engagements.decided-before-closing",
    "The decision comes before closing. People must be heard first.",
    "Daw'r penderfyniad cyn cau. Rhaid clywed pobl yn gyntaf.",
    rule="C-037",
)
ANSWERED_BEFORE_CLOSING = Reason(
    "engagements.answered-before-closing",
    "The answer is promised before closing. Give a date after closing.",
    "Addewir yr ateb cyn cau. Rhowch ddyddiad ar ôl cau.",
    rule="V-07",
)
OPENS_IN_THE_PAST = Reason(
    "engagements.opens-in-the-past",
    "The opening date {day} has passed. Choose today or a later date.",
    "Mae'r dyddiad agor {day} wedi mynd heibio. Dewiswch heddiw neu ddyddiad diweddarach.",
)
TOO_SHORT_IN_LAW = Reason(
    "engagements.too-short-in-law",
    "“{title}” needs at least {length}: it cannot close before {earliest}. Source: {source}.",
    "Mae angen o leiaf {length} ar gyfer “{title}”: ni all gau cyn {earliest}. Ffynhonnell: {source}.",
    rule="C-037",
)
SCHOOL_DAYS_UNCOUNTED = Reason(
    "engagements.school-days-uncounted",
    "“{title}” also needs {days} school days. They cannot be counted, because the council's school holidays "
    "of those months are not loaded: count them by hand, or ask an administrator to load them. "
    "Source: {source}.",
    "Mae ar “{title}” angen {days} diwrnod ysgol hefyd. Ni ellir eu cyfrif, gan nad yw gwyliau ysgol y "
    "cyngor ar gyfer y misoedd hynny wedi'u llwytho: cyfrifwch nhw â llaw, neu gofynnwch i weinyddwr eu "
    "llwytho. Ffynhonnell: {source}.",
    rule="C-037",
)
TOO_SHORT = Reason(
    "engagements.too-short",
    "{title}: people need at least {length} and the bank holidays within them, until {earliest}.",
    "{title}: mae ar bobl angen o leiaf {length} a'r gwyliau banc o'u mewn, hyd {earliest}.",
    rule="C-037",
)
ANSWER_TOO_LATE = Reason(
    "engagements.answer-too-late",
    "The answer is promised later than {latest}, the last day under “{title}”.",
    "Addewir yr ateb yn hwyrach na {latest}, y diwrnod olaf o dan “{title}”.",
    rule="V-07",
)
PRE_ELECTION = Reason(
    "engagements.pre-election",
    "It overlaps “{title}”, {first} to {last}. Move it, or have the corporate team approve it with a reason.",
    "Mae'n gorgyffwrdd â “{title}”, {first} hyd {last}. Symudwch ef, neu gofynnwch i'r tîm corfforaethol ei "
    "gymeradwyo gyda rheswm.",
    rule="C-037",
)
NO_RULES = Reason(
    "engagements.no-rules",
    "No rule “{key}” is in force, so the dates cannot be checked. An administrator loads the rules of law.",
    "Nid oes rheol “{key}” mewn grym, felly ni ellir gwirio'r dyddiadau. Gweinyddwr sy'n llwytho'r rheolau.",
    rule="X-06",
)
OUT_OF_REACH = Reason(
    "engagements.out-of-reach",
    "The dates cannot be checked, because bank holidays are not known for those years. Check the years.",
    "Ni ellir gwirio'r dyddiadau, gan nad yw gwyliau banc y blynyddoedd hynny'n hysbys. "
    "Gwiriwch y blynyddoedd.",
    rule="X-06",
)

# Opening, closing, extending, completing
NO_ACTIVITY = Reason(
    "engagements.no-activity",
    "Add something people can take part in, such as a survey.",
    "Ychwanegwch rywbeth y gall pobl gymryd rhan ynddo, megis arolwg.",
    rule="V-07",
)
DOCUMENT_NOT_LIVE = Reason(
    "engagements.document-not-live",
    "The document “{document}” is not published. Publish it or remove it before the clock starts.",
    "Nid yw'r ddogfen “{document}” wedi'i chyhoeddi. Cyhoeddwch hi neu tynnwch hi cyn i'r cloc ddechrau.",
    rule="C-037",
)
NO_DOCUMENT = Reason(
    "engagements.no-document",
    "A major exercise needs at least one published document with reasons people can weigh.",
    "Mae ar ymarfer mawr angen o leiaf un ddogfen gyhoeddedig â rhesymau y gall pobl eu pwyso.",
    rule="C-037",
)
TIME_RAN_OUT = Reason(
    "engagements.time-ran-out",
    "It opens later than planned, and too few days are left until closing. Extend it first.",
    "Mae'n agor yn hwyr, a rhy ychydig o ddyddiau sydd ar ôl tan gau. Estynnwch ef yn gyntaf.",
    rule="C-037",
)
CLOSES_EARLY = Reason(
    "engagements.closes-early",
    "The closing date {day} has not passed. To close early, give a reason.",
    "Nid yw'r dyddiad cau {day} wedi mynd heibio. I gau'n gynnar, rhowch reswm.",
    rule="C-037",
)
NOT_LATER = Reason(
    "engagements.not-later",
    "The new closing date must be later than {day}.",
    "Rhaid i'r dyddiad cau newydd fod yn hwyrach na {day}.",
)
PAST_A_PROMISE = Reason(
    "engagements.past-a-promise",
    "“{words}” is promised for {day}. Choose a closing date before it.",
    "Mae “{words}” wedi'i addo ar gyfer {day}. Dewiswch ddyddiad cau cyn hynny.",
    rule="V-07",
)
NOT_CLOSED = Reason(
    "engagements.not-closed",
    "It is still “{state}”. Close it first.",
    "Mae'n dal yn “{state}”. Caewch ef yn gyntaf.",
    rule="V-07",
)

# What belongs to it
OUTSIDE_WINDOW = Reason(
    "engagements.outside-window",
    "The activity must open and close within the engagement: {first} to {last}.",
    "Rhaid i'r gweithgaredd agor a chau o fewn yr ymgysylltiad: {first} hyd {last}.",
)
WINDOW_REVERSED = Reason(
    "engagements.window-reversed",
    "The activity closes before it opens.",
    "Mae'r gweithgaredd yn cau cyn iddo agor.",
)
NO_CHANNEL = Reason(
    "engagements.no-channel",
    "Choose the way, or empty the boxes below it.",
    "Dewiswch y ffordd, neu gwagiwch y blychau oddi tani.",
)
EMPTY_WORDS = Reason("engagements.empty-words", "Write “{words}”.", "Ysgrifennwch “{words}”.")
UNKNOWN_CHANNEL = Reason(
    "engagements.unknown-channel",
    "“{channel}” is not a way to take part. Choose online, on paper, by phone or in person.",
    "Nid yw “{channel}” yn ffordd o gymryd rhan. Dewiswch ar-lein, ar bapur, dros y ffôn neu wyneb yn wyneb.",
)
UNKNOWN_CHOICE = Reason(
    "engagements.unknown-choice",
    "“{given}” is not one of the choices for “{words}”.",
    "Nid yw “{given}” yn un o'r dewisiadau ar gyfer “{words}”.",
)
DOCUMENT_PUBLISHED = Reason(
    "engagements.document-published",
    "“{document}” is published already. Publish a corrected version under another name.",
    "Mae “{document}” eisoes wedi'i chyhoeddi. Cyhoeddwch fersiwn gywir o dan enw arall.",
    rule="X-01",
)
REMOVED_ALREADY = Reason(
    "engagements.removed-already",
    "“{title}” has been removed already. There is nothing left to do.",
    "Mae “{title}” eisoes wedi'i dynnu. Nid oes dim ar ôl i'w wneud.",
)
CHANGED_MEANWHILE = Reason(
    "engagements.changed-meanwhile",
    "{who} saved this while you were writing. Read what is saved now; your words are still in the boxes.",
    "Cadwodd {who} hwn tra oeddech chi'n ysgrifennu. Darllenwch yr hyn sydd wedi'i gadw nawr; mae eich "
    "geiriau chi yn y blychau o hyd.",
    rule="X-01",
)
