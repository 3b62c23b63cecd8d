"""Writes the tables of Han readings in Sources/PartyMatch/Scripts from Unicode's Unihan database.

    python3 tools/scripts/han_readings.py [FOLDER]

FOLDER holds Unihan_Readings.txt.bz2, Unihan_Variants.txt.bz2, Unihan_IRGSources.txt.bz2 and
Unihan_OtherMappings.txt.bz2; /usr/share/unicode (Debian package unicode-data) without it. The tables are
committed: building needs neither this script nor the package. Standard library only.

Letters: those of the national basic sets GB 2312 and KS X 1001 and of the international core IICore.
Readings: kMandarin (first), kHanyuPinlu (any other with a fifth of the uses), kHangul (first), tones off.
Variants: kSimplifiedVariant (first), where the letter is not simplified already.
"""

import bz2
import os
import sys
import unicodedata

COLUMNS = 96
HEADER = '''\
// Written by tools/scripts/han_readings.py from the Unihan database of Unicode {version}; do not edit.
// Unihan data © Unicode, Inc., used under the Unicode licence (https://www.unicode.org/license.txt).

extension {type} {{
  /// {words}
  static let {name} = """
{lines}
    """
}}
'''


def fields(folder, name):
    """(letter, field, value) of one file of the database."""
    with bz2.open(os.path.join(folder, name + ".txt.bz2"), "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                yield chr(int(code[2:], 16)), field, value


def plain(syllable):
    """A pinyin syllable without its tone; ü is written v, as keyboards do."""
    letters = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(c for c in letters if "a" <= c <= "z")


def packed(tokens):
    """Tokens separated by spaces, in indented lines of a Swift string literal."""
    lines, line, width = [], "", 0
    for token in tokens:
        if line and len(line) + 1 + len(token) > COLUMNS:
            lines.append(line)
            line = ""
        # A long token goes over several lines: its reading is repeated.
        line += (" " if line else "") + token
    lines.append(line)
    return "\n".join("    " + line for line in lines)


def grouped(readings, most=40):
    """Tokens `reading` + letters, at most `most` letters each, sorted."""
    groups = {}
    for letter, reading in readings:
        groups.setdefault(reading, []).append(letter)
    for reading in sorted(groups):
        letters = sorted(groups[reading])
        for start in range(0, len(letters), most):
            yield reading + "".join(letters[start:start + most])


def write(name, type_, words, lines, version):
    path = os.path.join(os.path.dirname(__file__), "../../Sources/PartyMatch/Scripts", f"{type_}+{name[0].upper()}{name[1:]}.swift")
    with open(path, "w", encoding="utf-8") as handle:
        handle.write(HEADER.format(version=version, type=type_, words=words, name=name, lines=packed(lines)))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    wanted = set()
    for source in ("Unihan_IRGSources", "Unihan_OtherMappings", "Unihan_DictionaryLikeData"):
        for letter, field, _ in fields(folder, source):
            if field in ("kGB0", "kKSC0", "kIICore") and len(letter.encode("utf-16-le")) == 2:
                wanted.add(letter)
    simplified = {
        letter: chr(int(value.split()[0][2:], 16))
        for letter, field, value in fields(folder, "Unihan_Variants")
        if field == "kSimplifiedVariant" and letter not in [chr(int(v[2:], 16)) for v in value.split()]
    }
    simplified = {a: b for a, b in simplified.items() if a in wanted and len(b.encode("utf-16-le")) == 2}
    wanted |= set(simplified.values())
    mandarin, also, hangul = {}, {}, {}
    for letter, field, value in fields(folder, "Unihan_Readings"):
        if letter not in wanted:
            continue
        if field == "kMandarin":
            mandarin[letter] = plain(value.split()[0])
        elif field == "kHangul":
            hangul[letter] = value.split(":")[0]
        elif field == "kHanyuPinlu":
            uses = [(plain(part.split("(")[0]), int(part.split("(")[1][:-1])) for part in value.split()]
            also[letter] = [(s, n) for s, n in uses if n * 5 >= sum(n for _, n in uses)]
    others = [
        (letter, syllable)
        for letter, uses in also.items() for syllable, _ in uses
        if letter in mandarin and syllable != mandarin[letter]
    ]
    version = "15.0"
    write(
        "pinyin", "HanReadings",
        "Mandarin readings without tones, each before the letters that have it.",
        grouped(mandarin.items()), version)
    write(
        "otherPinyin", "HanReadings",
        "Second Mandarin readings of letters that are often read in two ways.",
        grouped(set(others)), version)
    write(
        "hangul", "HanReadings",
        "Sino-Korean readings, each a Hangul syllable before the letters that have it.",
        grouped(hangul.items()), version)
    write(
        "simplified", "HanReadings",
        "Traditional letters, each followed by its simplified form.",
        (a + b for a, b in sorted(simplified.items())), version)


if __name__ == "__main__":
    main()
