"""Why an edition of the measures cannot be made."""

from folkmoot.words.refusals import Reason

NOT_YOURS = Reason(
    "performance.not-yours",
    "Only the corporate team makes editions.",
    "Dim ond y tîm corfforaethol sy'n gwneud rhifynnau.",
)
PERIOD_REVERSED = Reason(
    "performance.period-reversed",
    "The period ends before it starts. Change one of the dates.",
    "Mae'r cyfnod yn gorffen cyn iddo ddechrau. Newidiwch un o'r dyddiadau.",
)
PERIOD_IN_THE_FUTURE = Reason(
    "performance.period-in-the-future",
    "The period ends after today. Figures are frozen when the period is over.",
    "Mae'r cyfnod yn gorffen ar ôl heddiw. Caiff ffigurau eu rhewi pan fydd y cyfnod ar ben.",
)
