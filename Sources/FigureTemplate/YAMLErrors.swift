import Diagnostics
import YAML

/// How a line is written whose text would be read as something else: with a colon in it, or begun by a bracket.
private func quoted(_ line: String) -> String? {
    guard let colon = line.range(of: ": ") else { return nil }
    let key = line[..<colon.lowerBound].drop { $0 == " " || $0 == "-" }
    let value = line[colon.upperBound...]
    guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0 == "-" }), let first = value.first,
        !"\"'{".contains(first),
        value.contains(": ") || "[*&!%@`".contains(first)
    else { return nil }
    if Template.keysOfMappings.contains(String(key)) {
        return "a mapping stands in braces: \(key): { \(value) }"
    }
    let quote = value.contains("\"") ? "'" : "\""
    return "such a text stands in quotes: \(key): \(quote)\(value)\(quote)"
}

/// How a text is written in a mapping in braces that has a colon in it.
private func quotedInBraces(_ line: String) -> String? {
    let text = /[{,]\s*([\w-]+): ([^\s,'"{}\[\]][^,'"{}\[\]]*: [^,'"{}\[\]]*?)\s*[,}]/
    guard let pair = line.firstMatch(of: text) else { return nil }
    return "such a text stands in quotes: \(pair.1): \"\(pair.2)\""
}

/// How TeX is written in a mapping in braces, which its own braces would end.
private func quotedTeX(_ line: String) -> String? {
    guard let key = line.firstMatch(of: /([\w-]+): (\\[^,'"]*\{[^,'"]*?\})(?=[ ,}])/) else { return nil }
    return "TeX with braces stands in quotes here: \(key.1): '\(key.2)'"
}

/// A name in a list in square brackets, whose braces would be a mapping.
private func quotedName(_ line: String) -> String? {
    guard let name = line.firstMatch(of: /[\[,]\s*(\w+_\{[^}]*\})/) else { return nil }
    return "a name with braces stands in quotes here: \"\(name.1)\""
}

/// A sign that looks like a blank or a colon, but is none to YAML.
private func otherSign(_ source: SourceText, upTo line: Int) -> String? {
    for line in [line, line - 1] where line > 0 {
        if source.line(line).contains("\u{A0}") {
            return "there is a no-break space in line \(line), which is no blank to YAML"
        }
        if source.line(line).contains("：") { return "the ‘：’ in line \(line) is no ‘:’" }
    }
    return nil
}

/// A key that does not begin below that in the line before, in the same mapping.
private func misplaced(_ source: SourceText, in line: Int) -> String? {
    func key(_ line: Int) -> (name: String, column: Int)? {
        let text = source.line(line)
        guard let match = text.firstMatch(of: /^([ -]*)([\w-]+):( |$)/), isKey(String(match.2)) else {
            return nil
        }
        return (String(match.2), match.1.count + 1)
    }
    guard line > 1, let own = key(line), let last = key(line - 1), own.column != last.column else { return nil }
    return
        "the keys of a mapping begin below each other: ‘\(last.name)’ in column \(last.column), ‘\(own.name)’ in \(own.column)"
}

private func isKey(_ name: String) -> Bool {
    (Template.keys + Template.layerKeys + FigureSpecification.keys).contains(name)
}

/// The key without its colon, in a line before.
private func withoutColon(_ source: SourceText, before line: Int) -> String? {
    guard line > 1 else { return nil }
    let last = source.line(line - 1)
    guard let match = last.firstMatch(of: /^[ -]*([\w-]+)( .*)?$/), isKey(String(match.1)) else { return nil }
    return "a ‘:’ is missing behind ‘\(match.1)’ in line \(line - 1)"
}

/// The error of a colon that is missing in what is no YAML therefore.
///
/// - Parameters:
///   - mark: where this is found out.
///   - key: where it is looked for, if YAML says that.
private func missingColon(in source: SourceText, at mark: YAMLMark, key: YAMLMark?) -> Diagnostic? {
    func colon(_ line: Int, from column: Int = 0) -> MissingColon? {
        let indent = source.line(line).prefix { $0 == " " || $0 == "-" }.utf8.count
        let start = source.start(ofLine: line) + max(indent, column)
        return MissingColon(SourceSlice(source, start..<start).toEndOfLine)
    }
    if let key, let colon = colon(key.line), isKey(colon.key) || isEntry(key.line, in: source) {
        return colon.error()
    }
    if mark.line > 1, let colon = colon(mark.line - 1), isKey(colon.key) { return colon.error() }
    // In braces the pair that begins last before the mark, to the end of its value.
    let line = Array(source.line(mark.line).utf8)
    let place = source.offset(of: mark) - source.start(ofLine: mark.line)
    guard let before = line[..<min(place, line.count)].lastIndex(where: { "{,".utf8.contains($0) }) else {
        return nil
    }
    var depth = 0
    let end =
        line[(before + 1)...].firstIndex { byte in
            if "{[".utf8.contains(byte) { depth += 1 }
            if depth == 0, ",}".utf8.contains(byte) { return true }
            if "}]".utf8.contains(byte) { depth -= 1 }
            return false
        } ?? line.count
    let start = source.start(ofLine: mark.line)
    return MissingColon(SourceSlice(source, start + before + 1..<start + end))?.error()
}

/// Whether a line stands in a mapping whose keys are names.
private func isEntry(_ line: Int, in source: SourceText) -> Bool {
    func indent(_ line: Int) -> Int { source.line(line).prefix { $0 == " " }.count }
    let parent = (1..<line).last { indent($0) < indent(line) && !source.line($0).allSatisfy(\.isWhitespace) }
    guard let parent else { return false }
    guard let key = source.line(parent).wholeMatch(of: /[ -]*(\w+):\s*/) else { return false }
    return Template.keysOfMappings.contains(String(key.1))
}

/// What is to be written instead.
///
/// - Parameters:
///   - mark: where it is found out that something is wrong.
///   - start: where what is being read there begins.
private func hint(at mark: YAMLMark, since start: YAMLMark?, in source: SourceText) -> String? {
    let line = source.line(mark.line)
    if line.prefix(while: \.isWhitespace).contains("\t") {
        return "lines are indented with blanks, not with tabs"
    }
    if let other = otherSign(source, upTo: mark.line) { return other }
    if let first = start?.line, first > 1, source.line(first - 1).contains(/: [|>]\s*$/) {
        return
            "the lines behind ‘\(source.line(first - 1).last { !$0.isWhitespace }!)’ are indented more than the key before it"
    }
    // Up to the colon behind the key, what is wrong is not the value.
    let isAtKey = line.range(of: ":").map {
        mark.column <= line.distance(from: line.startIndex, to: $0.lowerBound) + 1
    }
    if isAtKey ?? false, let misplaced = misplaced(source, in: mark.line) { return misplaced }
    return quotedName(line) ?? quoted(line) ?? quotedTeX(line) ?? quotedInBraces(line)
        ?? withoutColon(source, before: mark.line)
}

extension YAMLError {
    /// The error as a diagnostic at its place in the template.
    func diagnostic(in source: SourceText) -> Diagnostic {
        let (start, mark): (Int, YAMLMark?)
        switch place {
        case .offset(let offset): (start, mark) = (min(offset, source.utf8.count), nil)
        case .mark(let known): (start, mark) = (source.offset(of: known), known)
        }
        let sign = SourceSlice(source, start..<min(start + 1, source.utf8.count))
        guard isOfSyntax, let mark else { return Diagnostic("YAML: \(problem)", at: sign) }
        let key = context.flatMap { $0.text.hasSuffix("simple key") ? $0.mark : nil }
        if let colon = missingColon(in: source, at: mark, key: key) { return colon }
        let since = context.map { "\($0.text) that begins at line \($0.mark.line), column \($0.mark.column)" }
        return Diagnostic(
            "YAML: \(problem)", at: sign,
            suggestion: hint(at: mark, since: context?.mark, in: source) ?? since)
    }
}
