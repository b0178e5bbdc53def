"""The classes of Thai characters that spelling depends on, as contents of a regular expression's [ ]."""

CONSONANTS = "ก-ฮ"
LEADING_VOWELS = "เแโใไ"  # written before the consonant they sound after
FOLLOWING_VOWELS = "ะาำๅ"  # attach to what stands before them
TONES = "่-๋"
MARKS = "ัิ-ฺ็-๎"  # above or below a consonant: vowels, tones, การันต์, นิคหิต
ATTACHED = MARKS + FOLLOWING_VOWELS
LETTERS = "ก-ฺเ-๎"  # all but digits and signs such as ฿

BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
ZERO_WIDTH = "\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e"
INVISIBLE = BIDI + ZERO_WIDTH
OLD_FONT_GLYPHS = "\uf700-\uf71a"
