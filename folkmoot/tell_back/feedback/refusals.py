"""Why feedback cannot be written, published or updated, and where to mend it."""

from folkmoot.words.refusals import Reason

NOT_YOURS = Reason(
    "feedback.not-yours",
    "Only the owning service and the corporate team can do this.",
    "Dim ond y gwasanaeth sy'n berchen a'r tîm corfforaethol all wneud hyn.",
)
STILL_OPEN = Reason(
    "feedback.still-open",
    "People can still take part. Feedback is written after closing.",
    "Gall pobl gymryd rhan o hyd. Caiff adborth ei ysgrifennu ar ôl cau.",
    rule="H-30",
)
NOT_OF_THIS = Reason(
    "feedback.not-of-this-engagement",
    "Finding {number} belongs to another engagement.",
    "Mae canfyddiad {number} yn perthyn i ymgysylltiad arall.",
)
FINDING_TWICE = Reason(
    "feedback.finding-twice",
    "Finding {number} is answered twice. Give each finding one answer.",
    "Mae canfyddiad {number} wedi'i ateb ddwywaith. Rhowch un ateb i bob canfyddiad.",
)
ALREADY_PUBLISHED = Reason(
    "feedback.already-published",
    "This version is published and cannot change. Write a correction instead.",
    "Mae'r fersiwn hon wedi'i chyhoeddi ac ni all newid. Ysgrifennwch gywiriad yn lle hynny.",
    rule="X-01",
)
NO_FINDINGS = Reason(
    "feedback.no-findings",
    "No finding has been stated yet, so there is nothing to answer.",
    "Does dim canfyddiad wedi'i nodi eto, felly does dim i'w ateb.",
    rule="C-063",
)
FINDING_NOT_PUBLISHED = Reason(
    "feedback.finding-not-published",
    "Publish what people said first: finding {number} is not public yet.",
    "Cyhoeddwch yr hyn a ddywedodd pobl yn gyntaf: nid yw canfyddiad {number} yn gyhoeddus eto.",
    rule="H-30",
)
NO_DECISION = Reason(
    "feedback.no-decision",
    "Record the decision first: feedback says what was decided and why.",
    "Cofnodwch y penderfyniad yn gyntaf: mae adborth yn dweud beth a benderfynwyd a pham.",
    rule="C-050",
)
FINDING_UNANSWERED = Reason(
    "feedback.finding-unanswered",
    "Answer finding {number}: say what was done, or what was not and why.",
    "Atebwch ganfyddiad {number}: dywedwch beth a wnaed, neu beth na wnaed a pham.",
    rule="C-063",
)
NO_WORDS = Reason(
    "feedback.nothing-said",
    "Say what was asked and what people said for finding {number}.",
    "Dywedwch beth a ofynnwyd a beth ddywedodd pobl ar gyfer canfyddiad {number}.",
    rule="H-30",
)
NOTHING_DONE = Reason(
    "feedback.nothing-done",
    "Say what was done, or will be done, about finding {number}.",
    "Dywedwch beth a wnaed, neu a wneir, am ganfyddiad {number}.",
    rule="H-30",
)
NO_BECAUSE = Reason(
    "feedback.no-because",
    "Say why for finding {number}: “we did not” needs a “because”.",
    "Dywedwch pam ar gyfer canfyddiad {number}: mae angen “oherwydd” ar “ni wnaethom”.",
    rule="H-30",
)
NO_COMMITMENT = Reason(
    "feedback.no-commitment",
    "Say who will do it and by when for finding {number}: “we will” needs a commitment.",
    "Dywedwch pwy fydd yn gwneud hyn ac erbyn pryd (canfyddiad {number}): mae angen ymrwymiad ar “byddwn”.",
    rule="C-066",
)
COMMITMENT_UNFINISHED = Reason(
    "feedback.commitment-unfinished",
    "The commitment for finding {number} needs its words, a service and a due date.",
    "Mae angen geiriau, gwasanaeth a dyddiad ar yr ymrwymiad ar gyfer canfyddiad {number}.",
    rule="C-066",
)
DUE_TOO_EARLY = Reason(
    "feedback.due-in-the-past",
    "The commitment for finding {number} is due before today. Give a date that can still be met.",
    "Mae dyddiad yr ymrwymiad ar gyfer canfyddiad {number} cyn heddiw. Rhowch ddyddiad y gellir ei gadw.",
    rule="C-066",
)
MISSING_LANGUAGE = Reason(
    "feedback.missing-language",
    "Write “{what}” in {language} too.",
    "Ysgrifennwch “{what}” yn {language} hefyd.",
    rule="C-110",
)
NO_SUMMARY = Reason(
    "feedback.no-summary",
    "Write the summary.",
    "Ysgrifennwch y crynodeb.",
    rule="H-30",
)
CORRECTION_UNEXPLAINED = Reason(
    "feedback.correction-unexplained",
    "Say what this version corrects, and why.",
    "Dywedwch beth mae'r fersiwn hon yn ei gywiro, a pham.",
    rule="X-01",
)
COMMITMENT_NOT_PUBLIC = Reason(
    "feedback.commitment-not-public",
    "Publish the feedback first: this commitment has not been made yet.",
    "Cyhoeddwch yr adborth yn gyntaf: nid yw'r ymrwymiad hwn wedi'i wneud eto.",
)
COMMITMENT_FINISHED = Reason(
    "feedback.commitment-finished",
    "This commitment is closed. What was said about it stays as it is.",
    "Mae'r ymrwymiad hwn wedi'i gau. Mae'r hyn a ddywedwyd amdano yn aros fel y mae.",
    rule="X-01",
)
DONE_NEEDS_EVIDENCE = Reason(
    "feedback.done-needs-evidence",
    "Say how people can see that it is done.",
    "Dywedwch sut y gall pobl weld ei fod wedi'i wneud.",
    rule="S-14",
)
DROPPED_NEEDS_REASON = Reason(
    "feedback.dropped-needs-reason",
    "Say why it will not happen.",
    "Dywedwch pam na fydd yn digwydd.",
    rule="H-30",
)
NEWS_NEEDS_WORDS = Reason(
    "feedback.news-needs-words",
    "Say what has happened since the last time.",
    "Dywedwch beth sydd wedi digwydd ers y tro diwethaf.",
)
UNKNOWN_STATE = Reason(
    "feedback.unknown-state",
    "Choose how the commitment stands.",
    "Dewiswch sut mae'r ymrwymiad yn sefyll.",
)
NO_REPLY = Reason(
    "feedback.no-reply",
    "Publish the feedback: people have not been told what came of it.",
    "Cyhoeddwch yr adborth: nid yw pobl wedi cael gwybod beth ddaeth ohono.",
    rule="V-07",
)
COMMITMENT_SILENT = Reason(
    "feedback.commitment-silent",
    "“{title}” was due on {due_on} and nobody has said what came of it.",
    "Roedd “{title}” i fod i ddigwydd erbyn {due_on} a does neb wedi dweud beth ddaeth ohono.",
    rule="V-07",
)
