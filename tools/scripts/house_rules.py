"""The rules of the house that a compiler does not check; called by tools/lint.

    python3 house_rules.py REPOSITORY

Prints one line a finding, file:line: what, and exits 1 if there is one. Standard library only.
"""

import os
import re
import sys

from swift_source import functions, split_layers

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60

TOP_LEVEL = {
    "Package.swift", "Sources", "Tests", "graphs", "notebooks-data", "tools", "README.md", "LICENSE",
}

# Executables that must not know the rest of the package: folder -> the only modules they import.
STANDS_ALONE = {"tools/worlds": {"Foundation", "ArgumentParser"}}

# A score is an indicator: no text for people may call anyone or anything this.
WORDS = re.compile(r"\b(guilty|guilt|smugglers?|smuggling|violations?|corridors?)\b", re.IGNORECASE)
TEXT_FOR_PEOPLE = (".md", ".yml", ".yaml", ".mustache", ".html", ".strings", ".txt")
QUOTED = re.compile(r"`[^`]*`|\"[^\"\n]*\"|“[^”\n]*”")

NEVER_IN_CODE = [
    (re.compile(r"\btry!"), "try! (throw, or say why it cannot fail with a precondition)"),
    (re.compile(r"\bfatalError\("), "fatalError (bad input throws, bad calls are preconditions)"),
    (re.compile(r"\bcatch\s*\{\s*\}"), "an empty catch hides what went wrong"),
]
NEVER_IN_COMMENTS = [(re.compile(r"\b(TODO|FIXME|XXX)\b"), "unfinished work belongs in an issue")]


def walk(root, *folders):
    """Every file below the folders, as (path relative to root), in a fixed order."""
    for folder in folders:
        for directory, children, names in os.walk(os.path.join(root, folder)):
            children[:] = sorted(c for c in children if not c.startswith("."))
            for name in sorted(names):
                yield os.path.relpath(os.path.join(directory, name), root)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as handle:
        return handle.read()


def floors(package):
    """Target -> floor, read from the `// Floor N` headings among the targets of Package.swift."""
    table = {}
    targets = package[package.index("targets: ["):]
    parts = re.split(r"//\s*(?:Floor (\d+)|Tests)\b", targets)
    for floor, section in zip(parts[1::2], parts[2::2]):
        if floor is None:
            break
        for name in re.findall(r"(?:\broom|\.\w*[tT]arget|\.systemLibrary)\(\s*(?:name:\s*)?\"([^\"]+)\"", section):
            table[name] = int(floor)
    return table


IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)")


def check_imports(path, code, table):
    """Imports go to a lower floor only; a program that stands alone imports what it may."""
    for folder, allowed in STANDS_ALONE.items():
        if path.startswith(folder + "/"):
            for line, text in enumerate(code, 1):
                found = IMPORT.match(text)
                if found and found.group(1) not in allowed:
                    yield line, f"{folder} may import only {', '.join(sorted(allowed))}, not {found.group(1)}"
            return
    parts = path.split("/")
    if parts[0] != "Sources":
        return
    room = parts[1]
    if room not in table:
        yield 1, f"target {room} has no floor in Package.swift"
        return
    for line, text in enumerate(code, 1):
        found = IMPORT.match(text)
        if found and found.group(1) in table and table[found.group(1)] >= table[room]:
            yield line, (f"{room} (floor {table[room]}) may not import {found.group(1)} "
                         f"(floor {table[found.group(1)]})")


def check_lengths(source, code):
    count = source.count("\n") + (not source.endswith("\n"))
    if count > MAX_FILE_LINES:
        yield MAX_FILE_LINES + 1, f"file has {count} lines, more than {MAX_FILE_LINES}"
    for line, name, length in functions(code):
        if length > MAX_FUNCTION_LINES:
            yield line, f"{name} has {length} lines, more than {MAX_FUNCTION_LINES}"


def check_patterns(lines, rules):
    for line, text in enumerate(lines, 1):
        for pattern, what in rules:
            if pattern.search(text):
                yield line, what


def check_words(lines):
    for line, text in enumerate(lines, 1):
        for found in WORDS.finditer(text):
            yield line, f"the word “{found.group(0)}” is not used in text for people (a score is no proof; say lane)"


def check_swift(root, path, table):
    source = read(root, path)
    layers = split_layers(source)
    code, comments, strings = (layer.split("\n") for layer in layers)
    yield from check_imports(path, code, table)
    yield from check_lengths(source, code)
    yield from check_patterns(code, NEVER_IN_CODE)
    yield from check_patterns(comments, NEVER_IN_COMMENTS)
    if not path.startswith("Tests/"):
        yield from check_words(strings)


def check_text(root, path):
    """Documents may quote a word to say that it is not used."""
    yield from check_words(QUOTED.sub("", line) for line in read(root, path).split("\n"))


def check_top_level(root):
    for name in sorted(os.listdir(root)):
        if not name.startswith(".") and name not in TOP_LEVEL and name != "Package.resolved":
            yield name, 1, "not part of the agreed top level"


def findings(root):
    yield from check_top_level(root)
    table = floors(read(root, "Package.swift"))
    if not table:
        yield "Package.swift", 1, "no floors found: the targets need `// Floor N` headings"
    for path in walk(root, "Sources", "Tests", "tools"):
        if path.endswith(".swift"):
            for line, what in check_swift(root, path, table):
                yield path, line, what
    texts = [*walk(root, "Sources", "tools", "graphs", "notebooks-data", ".github"), "README.md"]
    for path in texts:
        if path.endswith(TEXT_FOR_PEOPLE) and os.path.exists(os.path.join(root, path)):
            for line, what in check_text(root, path):
                yield path, line, what


def main():
    count = 0
    for path, line, what in findings(sys.argv[1]):
        count += 1
        print(f"{path}:{line}: {what}")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
