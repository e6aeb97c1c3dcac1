"""Why a verdict or a review cannot be kept."""

from folkmoot.words.refusals import Reason

NOT_ANSWERED_YET = Reason(
    "evaluation.not-answered-yet",
    "You can say how we did once your points have been answered.",
    "Gallwch ddweud sut wnaethom ni ar ôl i'ch pwyntiau gael eu hateb.",
    rule="C-071",
)
ALREADY_GIVEN = Reason(
    "evaluation.already-given",
    "You have already told us how we did. Thank you.",
    "Rydych chi eisoes wedi dweud wrthym sut wnaethom ni. Diolch.",
)
NO_SCORE = Reason(
    "evaluation.no-score",
    "Choose a number from 1 to 5.",
    "Dewiswch rif o 1 i 5.",
)
NOT_COUNTED = Reason(
    "evaluation.not-counted",
    "This response is not counted, so it cannot give a verdict.",
    "Nid yw'r ymateb hwn yn cael ei gyfrif, felly ni all roi barn.",
)
NOT_YOURS = Reason(
    "evaluation.not-yours",
    "Only the owning service and the corporate team can review this engagement.",
    "Dim ond y gwasanaeth sy'n berchen a'r tîm corfforaethol all adolygu'r ymgysylltiad hwn.",
)
TOO_EARLY = Reason(
    "evaluation.too-early",
    "Publish the feedback before looking back.",
    "Cyhoeddwch yr adborth cyn edrych yn ôl.",
    rule="H-34",
)
REVIEWED = Reason(
    "evaluation.reviewed",
    "This engagement has been reviewed. The review stays as it is.",
    "Mae'r ymgysylltiad hwn wedi'i adolygu. Mae'r adolygiad yn aros fel y mae.",
    rule="X-01",
)
NO_LESSONS = Reason(
    "evaluation.no-lessons",
    "Say what you would do again and what you would not.",
    "Dywedwch beth fyddech chi'n ei wneud eto a beth na fyddech chi.",
    rule="H-34",
)
SCORE_MISSING = Reason(
    "evaluation.score-missing",
    "Give a score from 0 to 100 for {criterion}.",
    "Rhowch sgôr o 0 i 100 ar gyfer {criterion}.",
    rule="H-34",
)
NO_REVIEW = Reason(
    "evaluation.no-review",
    "Look back on the engagement: scores and lessons.",
    "Edrychwch yn ôl ar yr ymgysylltiad: sgoriau a gwersi.",
    rule="V-07",
)
