"""Why a place cannot be found or changed, and what to do about it."""

from folkmoot.words.refusals import Reason

NOT_YOURS = Reason(
    "places.not-yours",
    "Only an administrator or the corporate team can change places.",
    "Dim ond gweinyddwr neu'r tîm corfforaethol all newid lleoedd.",
)
NO_FOLDER = Reason(
    "places.no-folder",
    "There is no folder or file at {folder}. Check the path.",
    "Does dim ffolder na ffeil yn {folder}. Gwiriwch y llwybr.",
)
NO_FILES = Reason(
    "places.no-files",
    "Nothing in {folder} could be read as boundaries, postcodes or figures. Put the published files there.",
    "Doedd dim byd yn {folder} y gellid ei ddarllen fel ffiniau, codau post neu ffigurau. "
    "Rhowch y ffeiliau cyhoeddedig yno.",
)
NOT_AN_AUTHORITY = Reason(
    "places.not-an-authority",
    "{code} is not the code of a local authority. Use the ONS code, for example W06000014.",
    "Nid cod awdurdod lleol yw {code}. Defnyddiwch god y SYG, er enghraifft W06000014.",
)
NOT_AN_EDITION = Reason(
    "places.not-an-edition",
    "{edition} is not a year and month. Write it as 2025-10.",
    "Nid blwyddyn a mis yw {edition}. Ysgrifennwch fel hyn: 2025-10.",
)
NO_POSTCODE = Reason(
    "places.no-postcode",
    "Enter a postcode, for example CF10 1AA, or choose your ward from the list.",
    "Rhowch god post, er enghraifft CF10 1AA, neu dewiswch eich ward o'r rhestr.",
    rule="S-13",
)
OUTWARD_ONLY = Reason(
    "places.outward-only",
    "Enter the whole postcode: {outward} is only its first part. Or choose your ward from the list.",
    "Rhowch y cod post cyfan: dim ond y rhan gyntaf yw {outward}. Neu dewiswch eich ward o'r rhestr.",
    rule="S-13",
)
NOT_A_POSTCODE = Reason(
    "places.not-a-postcode",
    "Enter a real postcode, for example CF10 1AA, or choose your ward from the list.",
    "Rhowch god post go iawn, er enghraifft CF10 1AA, neu dewiswch eich ward o'r rhestr.",
    rule="S-13",
)
POSTCODE_UNKNOWN = Reason(
    "places.postcode-unknown",
    "We do not know this postcode. It may be new, or outside this council's area. "
    "Choose your ward from the list.",
    "Dydyn ni ddim yn adnabod y cod post hwn. Gall fod yn newydd, neu y tu allan i ardal y cyngor hwn. "
    "Dewiswch eich ward o'r rhestr.",
    rule="C-045",
)
OUTSIDE_COUNCIL = Reason(
    "places.outside-council",
    "This postcode is outside this council's area. If you live here, choose your ward from the list.",
    "Mae'r cod post hwn y tu allan i ardal y cyngor hwn. Os ydych chi'n byw yma, dewiswch eich ward "
    "o'r rhestr.",
    rule="C-045",
)
WARD_UNKNOWN = Reason(
    "places.ward-unknown",
    "We cannot tell which ward this postcode is in. Choose your ward from the list.",
    "Allwn ni ddim dweud ym mha ward mae'r cod post hwn. Dewiswch eich ward o'r rhestr.",
    rule="C-045",
)
AREA_UNKNOWN = Reason(
    "places.area-unknown",
    "There was no area {code} on {day}. Codes change when boundaries do: check the code and the date.",
    "Doedd dim ardal {code} ar {day}. Mae codau'n newid gyda'r ffiniau: gwiriwch y cod a'r dyddiad.",
)
BOUNDARY_UNKNOWN = Reason(
    "places.boundary-unknown",
    "The boundary of {name} is unknown for this vintage. Load the boundaries of {year}.",
    "Nid yw ffin {name} yn hysbys ar gyfer y fersiwn hon. Llwythwch ffiniau {year}.",
)
NATIONS_NOT_COMPARABLE = Reason(
    "places.nations-not-comparable",
    "English and Welsh indices of deprivation cannot be compared. Ask for one nation at a time.",
    "Ni ellir cymharu mynegeion amddifadedd Cymru a Lloegr. Gofynnwch am un genedl ar y tro.",
    rule="H-33",
)
