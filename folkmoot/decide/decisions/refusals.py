"""Why a decision cannot go on: each sentence once, in both languages."""

from folkmoot.words.refusals import Reason

NOT_YOURS_TO_ASSESS = Reason(
    "decisions.not-yours-to-assess",
    "Only officers of {service} and decision officers write its impact assessments.",
    "Dim ond swyddogion {service} a swyddogion penderfyniadau sy'n ysgrifennu ei asesiadau effaith.",
)
NOT_YOURS_TO_CONSIDER = Reason(
    "decisions.not-yours-to-consider",
    "Only a decision officer or a manager of {service} answers findings.",
    "Dim ond swyddog penderfyniadau neu reolwr {service} sy'n ateb canfyddiadau.",
    rule="C-063",
)
NOT_YOURS_TO_RECORD = Reason(
    "decisions.not-yours-to-record",
    "Only a decision officer issues packs and records decisions.",
    "Dim ond swyddog penderfyniadau sy'n cyhoeddi pecynnau ac yn cofnodi penderfyniadau.",
    rule="C-050",
)
ASSESSMENT_NOT_STARTED = Reason(
    "decisions.assessment-not-started",
    "Start the {kind} before people are asked.",
    "Dechreuwch y canlynol cyn holi pobl: {kind}.",
    rule="Equality Act 2010 s.149",
)
ASSESSMENT_SAYS_NOTHING = Reason(
    "decisions.assessment-says-nothing",
    "Say who may be better or worse off, and what you know so far.",
    "Dywedwch pwy allai fod ar eu hennill neu ar eu colled, a beth rydych yn ei wybod hyd yma.",
)
ASSESSMENT_STARTED_ALREADY = Reason(
    "decisions.assessment-started-already",
    "This assessment is started already and not finished. Go on with it.",
    "Mae'r asesiad hwn wedi'i ddechrau eisoes ac nid yw wedi'i orffen. Parhewch ag ef.",
)
ASSESSMENT_FINISHED = Reason(
    "decisions.assessment-finished",
    "This assessment is finished and does not change any more. Start its next version.",
    "Mae'r asesiad hwn wedi'i orffen ac nid yw'n newid mwyach. Dechreuwch ei fersiwn nesaf.",
    rule="X-01",
)
ASSESSMENT_BEFORE_CLOSING = Reason(
    "decisions.assessment-before-closing",
    "An assessment is finished after closing, when what people said can be in it.",
    "Gorffennir asesiad ar ôl cau, pan all yr hyn a ddywedodd pobl fod ynddo.",
    rule="handbook 4",
)
ASSESSMENT_NOT_CURRENT = Reason(
    "decisions.assessment-not-current",
    "Finish the {kind} with what people said. The decision waits for it.",
    "Gorffennwch y canlynol gyda'r hyn a ddywedodd pobl: {kind}. Mae'r penderfyniad yn aros amdano.",
    rule="handbook 4",
)
NOT_CLOSED = Reason(
    "decisions.not-closed",
    "Nothing is decided before the engagement has closed.",
    "Ni phenderfynir dim cyn i'r ymgysylltiad gau.",
    rule="handbook 2.1",
)
NO_FINDINGS = Reason(
    "decisions.no-findings",
    "There is nothing to consider yet: no finding has been stated.",
    "Does dim i'w ystyried eto: nid oes canfyddiad wedi'i nodi.",
    rule="C-063",
)
INTERIM_FINDING = Reason(
    "decisions.interim-finding",
    "Finding {number} was counted before the engagement closed. Freeze the evidence and count it again.",
    "Cyfrifwyd canfyddiad {number} cyn i'r ymgysylltiad gau. Rhewch y dystiolaeth a chyfrifwch eto.",
    rule="handbook 2.3",
)
FINDING_REPLACED = Reason(
    "decisions.finding-replaced",
    "Finding {number} has been stated again since you opened it. Answer its newest version.",
    "Mae canfyddiad {number} wedi'i nodi eto ers i chi ei agor. Atebwch ei fersiwn ddiweddaraf.",
)
ANSWER_MISSING = Reason(
    "decisions.answer-missing",
    "Say what you make of this finding and what follows from it.",
    "Dywedwch beth yw eich barn am y canfyddiad hwn a beth sy'n dilyn ohono.",
    rule="C-063",
)
WEIGHT_MISSING = Reason(
    "decisions.weight-missing",
    "Choose whether the finding is accepted, accepted in part, not accepted or noted.",
    "Dewiswch a yw'r canfyddiad wedi'i dderbyn, ei dderbyn yn rhannol, heb ei dderbyn, neu wedi'i nodi.",
    rule="C-063",
)
DECIDED_ALREADY = Reason(
    "decisions.decided-already",
    "The decision on this is recorded, so what was considered stays as it was.",
    "Mae'r penderfyniad ar hyn wedi'i gofnodi, felly mae'r hyn a ystyriwyd yn aros fel yr oedd.",
    rule="X-01",
)
UNANSWERED = Reason(
    "decisions.unanswered",
    "Answer finding {number}: “{statement}”",
    "Atebwch ganfyddiad {number}: “{statement}”",
    rule="C-063",
)
NO_PACK = Reason(
    "decisions.no-pack",
    "Issue the decision pack first, so that it is known what the decision was made on.",
    "Cyhoeddwch y pecyn penderfynu yn gyntaf, fel bod yn hysbys ar beth y seiliwyd y penderfyniad.",
    rule="handbook 2.3",
)
PACK_OUT_OF_DATE = Reason(
    "decisions.pack-out-of-date",
    "Findings, answers or assessments have changed since pack {version} was issued. Issue the next one.",
    "Mae canfyddiadau, atebion neu asesiadau wedi newid ers cyhoeddi pecyn {version}. "
    "Cyhoeddwch yr un nesaf.",
    rule="X-01",
)
PACK_UNCHANGED = Reason(
    "decisions.pack-unchanged",
    "Pack {version} says exactly this already.",
    "Mae pecyn {version} eisoes yn dweud hyn yn union.",
)
DECISION_MISSING = Reason(
    "decisions.decision-missing",
    "Say what was decided, and give it a title.",
    "Dywedwch beth a benderfynwyd, a rhowch deitl iddo.",
)
DECIDER_MISSING = Reason(
    "decisions.decider-missing",
    "Say who decided.",
    "Dywedwch pwy a benderfynodd.",
    rule="C-037",
)
REASONS_MISSING = Reason(
    "decisions.reasons-missing",
    "Give the reasons in plain words: a reference to a report is not enough.",
    "Rhowch y rhesymau mewn geiriau plaen: nid yw cyfeiriad at adroddiad yn ddigon.",
    rule="C-050",
)
VIEWS_MISSING = Reason(
    "decisions.views-missing",
    "Say how people's views were taken into account.",
    "Dywedwch sut y cymerwyd barn pobl i ystyriaeth.",
    rule="H-37",
)
DECIDED_TOO_EARLY = Reason(
    "decisions.decided-too-early",
    "The decision cannot be dated {decided} because people could answer until {closed}.",
    "Ni ellir dyddio'r penderfyniad {decided} oherwydd gallai pobl ateb tan {closed}.",
    rule="handbook 2.1",
)
DECIDED_IN_FUTURE = Reason(
    "decisions.decided-in-future",
    "{decided} has not come yet. Record a decision once it has been made.",
    "Nid yw {decided} wedi dod eto. Cofnodwch benderfyniad ar ôl iddo gael ei wneud.",
)
WELSH_MISSING = Reason(
    "decisions.welsh-missing",
    "Write the title, the decision, the reasons and how views counted in Welsh too, before they are public.",
    "Ysgrifennwch y teitl, y penderfyniad, y rhesymau a sut y cyfrifodd barn pobl yn Gymraeg hefyd, "
    "cyn iddynt fod yn gyhoeddus.",
)
CORRECTION_NEEDS_REASON = Reason(
    "decisions.correction-needs-reason",
    "Say why the recorded decision has to be put right.",
    "Dywedwch pam mae'n rhaid cywiro'r penderfyniad a gofnodwyd.",
    rule="X-01",
)
RECORDED_ALREADY = Reason(
    "decisions.recorded-already",
    "This decision is recorded already. If something in it is wrong, put it right instead.",
    "Mae'r penderfyniad hwn wedi'i gofnodi eisoes. Os oes rhywbeth o'i le ynddo, cywirwch ef.",
)
CORRECTED_ALREADY = Reason(
    "decisions.corrected-already",
    "This decision has been put right already. Work on its newest version.",
    "Mae'r penderfyniad hwn wedi'i gywiro eisoes. Gweithiwch ar y fersiwn ddiweddaraf.",
)
NOT_DECIDED = Reason(
    "decisions.not-decided",
    "Record the decision first, with its reasons.",
    "Cofnodwch y penderfyniad yn gyntaf, gyda'i resymau.",
    rule="V-07",
)
