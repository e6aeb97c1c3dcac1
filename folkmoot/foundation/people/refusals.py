"""Why an account or a post could not be made."""

from folkmoot.words.refusals import Reason

NOT_YOUR_PLACE = Reason(
    "people.not-yours",
    "Only an administrator can do this.",
    "Dim ond gweinyddwr all wneud hyn.",
)
NOT_YOUR_GROUP = Reason(
    "people.not-your-group",
    "Only those who plan engagements can write down a group.",
    "Dim ond y rhai sy'n cynllunio ymgysylltu all gofnodi grŵp.",
)
EMAIL_TAKEN = Reason(
    "people.email-taken",
    "{email} already has an account. Look for it in the list instead.",
    "Mae gan {email} gyfrif yn barod. Chwiliwch amdano yn y rhestr.",
)
NO_SUCH_ROLE = Reason(
    "people.no-such-role",
    "There is no role called {role}. Choose one from the list.",
    "Nid oes rôl o'r enw {role}. Dewiswch un o'r rhestr.",
)
ALREADY_HOLDS_POST = Reason(
    "people.already-holds-post",
    "{person} already holds this post.",
    "Mae {person} yn dal y swydd hon yn barod.",
)
ENDS_BEFORE_IT_STARTS = Reason(
    "people.ends-before-it-starts",
    "The last day must be on or after the first day of the post.",
    "Rhaid i'r diwrnod olaf fod ar neu ar ôl diwrnod cyntaf y swydd.",
)
