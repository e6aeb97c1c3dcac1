"""Why evidence work cannot go on: each sentence once, in both languages."""

from folkmoot.words.refusals import Reason

NOT_YOURS = Reason(
    "evidence.not-yours",
    "Only officers and managers of {service} can work on this evidence.",
    "Dim ond swyddogion a rheolwyr {service} all weithio ar y dystiolaeth hon.",
    rule="X-01",
)
STILL_OPEN = Reason(
    "evidence.still-open",
    "People can still answer until {until}. Close the engagement first, or freeze what is here as interim.",
    "Gall pobl ateb o hyd tan {until}. Caewch yr ymgysylltiad yn gyntaf, neu rhewch yr hyn sydd yma fel "
    "tystiolaeth dros dro.",
    rule="X-01",
)
NOT_OPENED = Reason(
    "evidence.not-opened",
    "Nobody has been asked yet. Evidence can be frozen once the engagement has opened.",
    "Does neb wedi cael ei holi eto. Gellir rhewi tystiolaeth ar ôl i'r ymgysylltiad agor.",
)
NO_LONGER_OPEN = Reason(
    "evidence.no-longer-open",
    "The engagement has closed, so nothing is interim any more. Freeze the evidence itself.",
    "Mae'r ymgysylltiad wedi cau, felly does dim byd dros dro mwyach. Rhewch y dystiolaeth ei hun.",
)
NOTHING_SAID = Reason(
    "evidence.nothing-said",
    "There is nothing to freeze: no response is counted yet.",
    "Does dim i'w rewi: does dim ymateb wedi'i gyfrif eto.",
)
CHANGED_MEANWHILE = Reason(
    "evidence.changed-meanwhile",
    "Responses came in or were moderated while the evidence was being frozen. Freeze it again.",
    "Daeth ymatebion i mewn, neu cawsant eu cymedroli, wrth i'r dystiolaeth gael ei rhewi. Rhewch hi eto.",
)
ALREADY_FREEZING = Reason(
    "evidence.already-freezing",
    "The evidence is already being frozen. Wait until that has finished.",
    "Mae'r dystiolaeth eisoes yn cael ei rhewi. Arhoswch nes bod hynny wedi gorffen.",
)
NOT_FROZEN = Reason(
    "evidence.not-frozen",
    "Freeze the evidence first, so that everybody works from the same responses.",
    "Rhewch y dystiolaeth yn gyntaf, fel bod pawb yn gweithio o'r un ymatebion.",
    rule="X-01",
)
NOT_IN_SNAPSHOT = Reason(
    "evidence.not-in-snapshot",
    "Response {receipt} is not in the frozen evidence. Freeze it again to bring it in.",
    "Nid yw ymateb {receipt} yn y dystiolaeth a rewyd. Rhewch hi eto i'w gynnwys.",
    rule="X-01",
)
NOT_COUNTED = Reason(
    "evidence.not-counted",
    "Response {receipt} is not counted, so it cannot be coded.",
    "Nid yw ymateb {receipt} yn cael ei gyfrif, felly ni ellir ei godio.",
)
UNKNOWN_SOURCE = Reason(
    "evidence.unknown-source",
    "Response {receipt} has no words under “{source}”.",
    "Nid oes geiriau o dan “{source}” yn ymateb {receipt}.",
)
OUTSIDE_THE_WORDS = Reason(
    "evidence.outside-the-words",
    "The passage from {start} to {end} is not inside the answer, which has {length} characters.",
    "Nid yw'r darn o {start} i {end} y tu mewn i'r ateb, sydd â {length} o nodau.",
)
PART_NOT_FOUND = Reason(
    "evidence.part-not-found",
    "These words are not in the answer. Copy them from it, with nothing changed.",
    "Nid yw'r geiriau hyn yn yr ateb. Copïwch nhw ohono, heb newid dim.",
)
ANOTHER_ENGAGEMENT = Reason(
    "evidence.another-engagement",
    "“{theme}” is a theme of another engagement.",
    "Mae “{theme}” yn thema mewn ymgysylltiad arall.",
)
THEME_GONE = Reason(
    "evidence.theme-gone",
    "“{theme}” was merged into “{into}”. Use that theme.",
    "Cafodd “{theme}” ei chyfuno â “{into}”. Defnyddiwch y thema honno.",
)
THEME_AGREED = Reason(
    "evidence.theme-agreed",
    "“{theme}” is agreed and does not change any more. Name a new theme if you need one.",
    "Mae “{theme}” wedi'i chytuno ac nid yw'n newid mwyach. Enwch thema newydd os oes angen un.",
    rule="X-01",
)
THEME_NEEDS_A_NAME = Reason("evidence.theme-needs-a-name", "Give the theme a name.", "Rhowch enw i'r thema.")
THEME_NAMED_ALREADY = Reason(
    "evidence.theme-named-already",
    "There is already a theme called “{theme}”.",
    "Mae thema o'r enw “{theme}” eisoes.",
)
MERGED_WITH_ITSELF = Reason(
    "evidence.merged-with-itself",
    "Choose another theme to merge “{theme}” into: not itself, nor one of its own parts.",
    "Dewiswch thema arall i gyfuno “{theme}” â hi: nid hi ei hun, nac un o'i rhannau.",
)
NO_THEMES = Reason(
    "evidence.no-themes",
    "Name at least one theme first.",
    "Enwch o leiaf un thema yn gyntaf.",
)
NOTHING_TO_AGREE = Reason(
    "evidence.nothing-to-agree",
    "Every theme is agreed already.",
    "Mae pob thema wedi'i chytuno eisoes.",
)
THEME_NOT_AGREED = Reason(
    "evidence.theme-not-agreed",
    "Agree the themes first: “{theme}” can still change.",
    "Cytunwch ar y themâu yn gyntaf: gall “{theme}” newid o hyd.",
)
QUOTED = Reason(
    "evidence.quoted",
    "These words are quoted in finding {number}. Take the quote out first.",
    "Dyfynnir y geiriau hyn yng nghanfyddiad {number}. Tynnwch y dyfyniad yn gyntaf.",
)
FINDING_NEEDS_THEMES = Reason(
    "evidence.finding-needs-themes",
    "Choose the themes this finding rests on.",
    "Dewiswch y themâu y mae'r canfyddiad hwn yn seiliedig arnynt.",
)
FINDING_NEEDS_WORDS = Reason(
    "evidence.finding-needs-words",
    "Say in one sentence what the evidence shows.",
    "Dywedwch mewn un frawddeg beth mae'r dystiolaeth yn ei ddangos.",
)
FINDING_NEEDS_METHOD = Reason(
    "evidence.finding-needs-method",
    "Say how the answers were gathered and read.",
    "Dywedwch sut y casglwyd ac y darllenwyd yr atebion.",
    rule="handbook 2.3",
)
FINDING_NEEDS_QUALITY = Reason(
    "evidence.finding-needs-quality",
    "Say how far this evidence can be relied on, and what it cannot show.",
    "Dywedwch i ba raddau y gellir dibynnu ar y dystiolaeth hon, a'r hyn na all ei ddangos.",
    rule="handbook 2.3",
)
RESTS_ON_NOBODY = Reason(
    "evidence.rests-on-nobody",
    "Nobody's answer is coded to these themes, so nothing can be found from them.",
    "Nid oes ateb neb wedi'i godio i'r themâu hyn, felly ni ellir canfod dim ohonynt.",
)
QUOTE_OUTSIDE = Reason(
    "evidence.quote-outside",
    "“{words}” is not in a passage coded to this finding's themes. Quote people's own words; "
    "put [...] where you leave some out.",
    "Nid yw “{words}” mewn darn sydd wedi'i godio i themâu'r canfyddiad hwn. Dyfynnwch eiriau'r bobl eu "
    "hunain; rhowch [...] lle gadewir rhai allan.",
)
QUOTE_NOT_CHECKED = Reason(
    "evidence.quote-not-checked",
    "Somebody has to check that “{words}” names nobody and gives nobody away.",
    "Rhaid i rywun wirio nad yw “{words}” yn enwi neb nac yn datgelu pwy yw neb.",
    rule="handbook 10.5",
)
QUOTE_GIVES_CONTACT = Reason(
    "evidence.quote-gives-contact",
    "“{words}” holds an email address, a phone number or a postcode. Put [...] in its place.",
    "Mae “{words}” yn cynnwys cyfeiriad e-bost, rhif ffôn neu god post. Rhowch [...] yn ei le.",
    rule="handbook 10.5",
)
FINDING_REPLACED = Reason(
    "evidence.finding-replaced",
    "Finding {number} has been stated again since. Work on its newest version.",
    "Mae canfyddiad {number} wedi'i nodi eto ers hynny. Gweithiwch ar y fersiwn ddiweddaraf.",
)
NO_FINDINGS = Reason(
    "evidence.no-findings",
    "State at least one finding first.",
    "Nodwch o leiaf un canfyddiad yn gyntaf.",
)
NOTHING_TO_PUBLISH = Reason(
    "evidence.nothing-to-publish",
    "Every finding is published already.",
    "Mae pob canfyddiad wedi'i gyhoeddi eisoes.",
)
COUNT_MOVED = Reason(
    "evidence.count-moved",
    "Coding has changed since finding {number} was stated. Count it again before it is published.",
    "Mae'r codio wedi newid ers nodi canfyddiad {number}. Cyfrifwch eto cyn ei gyhoeddi.",
    rule="X-01",
)
WELSH_MISSING = Reason(
    "evidence.welsh-missing",
    "Finding {number} is not written in Welsh yet.",
    "Nid yw canfyddiad {number} wedi'i ysgrifennu yn Gymraeg eto.",
)
THEME_WELSH_MISSING = Reason(
    "evidence.theme-welsh-missing",
    "Write the name of the theme “{theme}” in both languages.",
    "Ysgrifennwch enw'r thema “{theme}” yn y ddwy iaith.",
    rule="L-20",
)
NOT_PUBLISHED = Reason(
    "evidence.not-published",
    "Publish what was heard first.",
    "Cyhoeddwch yr hyn a glywyd yn gyntaf.",
    rule="V-07",
)
