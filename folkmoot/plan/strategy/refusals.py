"""Why a strategy could not be adopted."""

from folkmoot.words.refusals import Reason

NOT_YOURS = Reason(
    "strategy.not-yours",
    "Only the corporate team adopts a strategy.",
    "Dim ond y tîm corfforaethol sy'n mabwysiadu strategaeth.",
)
NOTHING_PROMISED = Reason(
    "strategy.nothing-promised",
    "A strategy has a title, a first day and at least one aim.",
    "Mae gan strategaeth deitl, diwrnod cyntaf ac o leiaf un nod.",
)
TWICE = Reason(
    "strategy.twice",
    "The number {number} is used twice. Give each aim and each action its own.",
    "Defnyddir y rhif {number} ddwywaith. Rhowch ei rif ei hun i bob nod a phob cam.",
)
NO_OWNER = Reason(
    "strategy.no-owner",
    "Action {number} has a date but nobody leads it. Name the role.",
    "Mae gan gam {number} ddyddiad ond neb yn ei arwain. Enwch y rôl.",
)
NO_OUTCOME = Reason(
    "strategy.no-outcome",
    "Action {number} is done. Say what came of it.",
    "Mae cam {number} wedi'i gwblhau. Dywedwch beth ddaeth ohono.",
)
UNKNOWN_STATUS = Reason(
    "strategy.unknown-status",
    "“{status}” is not a status of action {number}.",
    "Nid yw “{status}” yn statws i gam {number}.",
)
UNKNOWN_SERVICE = Reason(
    "strategy.unknown-service",
    "Action {number} names the service “{service}”, which the council does not have.",
    "Mae cam {number} yn enwi'r gwasanaeth “{service}”, nad yw gan y cyngor.",
)
ENDS_BEFORE_IT_STARTS = Reason(
    "strategy.ends-before-it-starts",
    "The strategy ends before it starts.",
    "Daw'r strategaeth i ben cyn iddi ddechrau.",
)
