# SPDX-License-Identifier: MIT
r"""The Unicode blocks that `\\p{IsGreek}` and its like name (XML Schema part 2, appendix F.1.1).

The names are those of the Unicode Character Database without spaces; it knows nothing else of Unicode.
"""

from __future__ import annotations

from functools import cache

# Name and last code point, in order: each block begins where the one before ended, but for the gaps,
# whose name is "-".
_BLOCKS = """
BasicLatin 7F, Latin-1Supplement FF, LatinExtended-A 17F, LatinExtended-B 24F, IPAExtensions 2AF,
SpacingModifierLetters 2FF, CombiningDiacriticalMarks 36F, Greek 3FF, Cyrillic 4FF, CyrillicSupplement 52F,
Armenian 58F, Hebrew 5FF, Arabic 6FF, Syriac 74F, ArabicSupplement 77F, Thaana 7BF, NKo 7FF, Samaritan 83F,
Mandaic 85F, SyriacSupplement 86F, ArabicExtended-B 89F, ArabicExtended-A 8FF, Devanagari 97F, Bengali 9FF,
Gurmukhi A7F, Gujarati AFF, Oriya B7F, Tamil BFF, Telugu C7F, Kannada CFF, Malayalam D7F, Sinhala DFF,
Thai E7F, Lao EFF, Tibetan FFF, Myanmar 109F, Georgian 10FF, HangulJamo 11FF, Ethiopic 137F,
EthiopicSupplement 139F, Cherokee 13FF, UnifiedCanadianAboriginalSyllabics 167F, Ogham 169F, Runic 16FF,
Tagalog 171F, Hanunoo 173F, Buhid 175F, Tagbanwa 177F, Khmer 17FF, Mongolian 18AF,
UnifiedCanadianAboriginalSyllabicsExtended 18FF, Limbu 194F, TaiLe 197F, NewTaiLue 19DF, KhmerSymbols 19FF,
Buginese 1A1F, TaiTham 1AAF, CombiningDiacriticalMarksExtended 1AFF, Balinese 1B7F, Sundanese 1BBF, Batak 1BFF,
Lepcha 1C4F, OlChiki 1C7F, CyrillicExtended-C 1C8F, GeorgianExtended 1CBF, SundaneseSupplement 1CCF,
VedicExtensions 1CFF, PhoneticExtensions 1D7F, PhoneticExtensionsSupplement 1DBF,
CombiningDiacriticalMarksSupplement 1DFF, LatinExtendedAdditional 1EFF, GreekExtended 1FFF,
GeneralPunctuation 206F, SuperscriptsandSubscripts 209F, CurrencySymbols 20CF, CombiningMarksforSymbols 20FF,
LetterlikeSymbols 214F, NumberForms 218F, Arrows 21FF, MathematicalOperators 22FF, MiscellaneousTechnical 23FF,
ControlPictures 243F, OpticalCharacterRecognition 245F, EnclosedAlphanumerics 24FF, BoxDrawing 257F,
BlockElements 259F, GeometricShapes 25FF, MiscellaneousSymbols 26FF, Dingbats 27BF,
MiscellaneousMathematicalSymbols-A 27EF, SupplementalArrows-A 27FF, BraillePatterns 28FF,
SupplementalArrows-B 297F, MiscellaneousMathematicalSymbols-B 29FF, SupplementalMathematicalOperators 2AFF,
MiscellaneousSymbolsandArrows 2BFF, Glagolitic 2C5F, LatinExtended-C 2C7F, Coptic 2CFF, GeorgianSupplement 2D2F,
Tifinagh 2D7F, EthiopicExtended 2DDF, CyrillicExtended-A 2DFF, SupplementalPunctuation 2E7F,
CJKRadicalsSupplement 2EFF, KangxiRadicals 2FDF, - 2FEF, IdeographicDescriptionCharacters 2FFF,
CJKSymbolsandPunctuation 303F, Hiragana 309F, Katakana 30FF, Bopomofo 312F, HangulCompatibilityJamo 318F,
Kanbun 319F, BopomofoExtended 31BF, CJKStrokes 31EF, KatakanaPhoneticExtensions 31FF,
EnclosedCJKLettersandMonths 32FF, CJKCompatibility 33FF, CJKUnifiedIdeographsExtensionA 4DBF,
YijingHexagramSymbols 4DFF, CJKUnifiedIdeographs 9FFF, YiSyllables A48F, YiRadicals A4CF, Lisu A4FF, Vai A63F,
CyrillicExtended-B A69F, Bamum A6FF, ModifierToneLetters A71F, LatinExtended-D A7FF, SylotiNagri A82F,
CommonIndicNumberForms A83F, Phags-pa A87F, Saurashtra A8DF, DevanagariExtended A8FF, KayahLi A92F, Rejang A95F,
HangulJamoExtended-A A97F, Javanese A9DF, MyanmarExtended-B A9FF, Cham AA5F, MyanmarExtended-A AA7F,
TaiViet AADF, MeeteiMayekExtensions AAFF, EthiopicExtended-A AB2F, LatinExtended-E AB6F, CherokeeSupplement ABBF,
MeeteiMayek ABFF, HangulSyllables D7AF, HangulJamoExtended-B D7FF, HighSurrogates DB7F,
HighPrivateUseSurrogates DBFF, LowSurrogates DFFF, PrivateUse F8FF, CJKCompatibilityIdeographs FAFF,
AlphabeticPresentationForms FB4F, ArabicPresentationForms-A FDFF, VariationSelectors FE0F, VerticalForms FE1F,
CombiningHalfMarks FE2F, CJKCompatibilityForms FE4F, SmallFormVariants FE6F, ArabicPresentationForms-B FEFF,
HalfwidthandFullwidthForms FFEF, Specials FFFF, LinearBSyllabary 1007F, LinearBIdeograms 100FF,
AegeanNumbers 1013F, AncientGreekNumbers 1018F, AncientSymbols 101CF, PhaistosDisc 101FF, - 1027F, Lycian 1029F,
Carian 102DF, CopticEpactNumbers 102FF, OldItalic 1032F, Gothic 1034F, OldPermic 1037F, Ugaritic 1039F,
OldPersian 103DF, - 103FF, Deseret 1044F, Shavian 1047F, Osmanya 104AF, - 107FF, CypriotSyllabary 1083F,
- 11FFF, Cuneiform 123FF, CuneiformNumbersandPunctuation 1247F, EarlyDynasticCuneiform 1254F, - 12FFF,
EgyptianHieroglyphs 1342F, - 1CFFF, ByzantineMusicalSymbols 1D0FF, MusicalSymbols 1D1FF,
AncientGreekMusicalNotation 1D24F, - 1D3FF, MathematicalAlphanumericSymbols 1D7FF, - 1FFFF,
CJKUnifiedIdeographsExtensionB 2A6DF, - 2F7FF, CJKCompatibilityIdeographsSupplement 2FA1F, - DFFFF, Tags E007F,
- E00FF, VariationSelectorsSupplement E01EF, - EFFFF, SupplementaryPrivateUseArea-A FFFFF,
SupplementaryPrivateUseArea-B 10FFFF
"""
# Names that XML Schema 1.0 took from Unicode 3.1, or that Unicode has renamed since.
_ALIASES = {
    "GreekandCoptic": "Greek",
    "CombiningDiacriticalMarksforSymbols": "CombiningMarksforSymbols",
    "PrivateUseArea": "PrivateUse",
    "CyrillicSupplementary": "CyrillicSupplement",
}


@cache
def _table() -> dict[str, tuple[int, int]]:
    table: dict[str, tuple[int, int]] = {}
    first = 0
    for entry in _BLOCKS.replace("\n", " ").split(","):
        name, last = entry.split()
        table[name] = (first, int(last, 16))
        first = int(last, 16) + 1
    return table


def block(name: str) -> tuple[int, int] | None:
    """First and last code point of a block, or None."""
    return _table().get(_ALIASES.get(name, name))
