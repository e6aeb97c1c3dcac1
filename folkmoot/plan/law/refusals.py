"""Why rules of law could not be loaded."""

from folkmoot.words.refusals import Reason

NOT_YOURS = Reason(
    "law.not-yours",
    "Only an administrator loads rules of law.",
    "Dim ond gweinyddwr sy'n llwytho rheolau cyfraith.",
)
FILE_UNREADABLE = Reason(
    "law.file-unreadable",
    "{problem} Nothing was loaded.",
    "Ni ellir darllen y rheolau: {problem} Ni lwythwyd dim.",
)
RECORD_WRONG = Reason(
    "law.record-wrong",
    "{record}: “{named}” {problem}. Nothing was loaded.",
    "{record}: “{named}” {problem}. Ni lwythwyd dim.",
)
UNKNOWN_RULE = Reason(
    "law.unknown-rule",
    "A council standard names the rule {rule}, which is not loaded. Load the rules first.",
    "Mae safon y cyngor yn enwi'r rheol {rule}, nad yw wedi'i llwytho. Llwythwch y rheolau yn gyntaf.",
)
UNKNOWN_AREA = Reason(
    "law.unknown-area",
    "The period {period} names the area {area}, which is not loaded. Load the places first.",
    "Mae'r cyfnod {period} yn enwi'r ardal {area}, nad yw wedi'i llwytho. Llwythwch y lleoedd yn gyntaf.",
)
