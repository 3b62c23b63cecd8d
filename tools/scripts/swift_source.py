"""Just enough of Swift's grammar to tell code, comments and strings apart and to find functions."""

import re

DECLARATION = re.compile(r"\b(func\s+(?:`?\w+`?|[^\s\w(]+)|init[?!]?(?=\s*[(<])|deinit(?=\s*\{)|subscript(?=\s*[(<]))")
NEXT_DECLARATION = re.compile(r"^\s*(?:\w+\s+)*(?:func|init|deinit|subscript|var|let|struct|class|enum|extension)\b")
STRING_START = re.compile(r'(#*)("""|")')


def split_layers(source):
    """The same text three times over, line for line: only code, only comments, only strings.

    What belongs to another layer is blank. An interpolation stays in the strings layer, whole.
    """
    code, comments, strings = [], [], []
    position = 0

    def put(target, end):
        nonlocal position
        text = source[position:end]
        blank = re.sub(r"[^\n]", " ", text)
        for layer in (code, comments, strings):
            layer.append(text if layer is target else blank)
        position = end

    while position < len(source):
        if source.startswith("//", position):
            end = source.find("\n", position)
            put(comments, len(source) if end < 0 else end)
        elif source.startswith("/*", position):
            put(comments, block_comment_end(source, position))
        else:
            start = STRING_START.match(source, position)
            if start:
                put(strings, string_end(source, start.end(), start.group(1), start.group(2)))
            else:
                put(code, position + 1)
    return "".join(code), "".join(comments), "".join(strings)


def block_comment_end(source, position):
    depth = 0
    for mark in re.finditer(r"/\*|\*/", source[position:]):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return position + mark.end()
    return len(source)


def string_end(source, position, pounds, quotes):
    """Just past the closing quotes, stepping over escapes and interpolations with strings in them."""
    escape, close = "\\" + pounds, quotes + pounds
    while position < len(source):
        if source.startswith(close, position):
            return position + len(close)
        if source.startswith(escape, position):
            position += len(escape)
            position = interpolation_end(source, position) if source.startswith("(", position) else position + 1
        elif len(quotes) == 1 and source[position] == "\n":
            return position
        else:
            position += 1
    return position


def interpolation_end(source, position):
    depth = 0
    while position < len(source):
        start = STRING_START.match(source, position)
        if start:
            position = string_end(source, start.end(), start.group(1), start.group(2))
            continue
        depth += {"(": 1, ")": -1}.get(source[position], 0)
        position += 1
        if depth == 0:
            break
    return position


def functions(code):
    """(line, name, length in lines) of every function with a body, given the lines of the code layer."""
    for start, text in enumerate(code):
        for found in DECLARATION.finditer(text):
            length = body_length(code, start, found.end())
            if length:
                yield start + 1, " ".join(found.group(1).split()), length


def body_length(code, start, column):
    """Lines from the declaration to the brace that closes its body; 0 where there is no body."""
    depth = parentheses = 0
    for line in range(start, len(code)):
        text = code[line][column:] if line == start else code[line]
        if line > start and depth == 0 and parentheses == 0 and NEXT_DECLARATION.match(text):
            return 0  # a requirement of a protocol
        for character in text:
            if character in "([":
                parentheses += 1
            elif character in ")]":
                parentheses -= 1
            elif character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if depth == 0 and parentheses == 0:
                    return line - start + 1
                if depth < 0:
                    return 0
    return 0
