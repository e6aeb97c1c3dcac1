"""What a review scores, from 0 to 100: the quality checklist of the engagement strategy (handbook 12.1)."""

from folkmoot.words.bilingual import Bilingual

CRITERIA: dict[str, Bilingual] = {
    "purpose": Bilingual("A clear purpose", "Pwrpas clir"),
    "information": Bilingual("Enough information", "Digon o wybodaeth"),
    "time": Bilingual("Enough time", "Digon o amser"),
    "access": Bilingual("Easy for everyone to take part", "Hawdd i bawb gymryd rhan"),
    "consideration": Bilingual("Views weighed with an open mind", "Pwyso barn â meddwl agored"),
    "feedback": Bilingual("Feedback that answers", "Adborth sy'n ateb"),
}
LOWEST, HIGHEST = 0, 100
