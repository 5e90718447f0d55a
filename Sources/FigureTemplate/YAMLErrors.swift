import Diagnostics
import Yams

/// How a line is written whose text would be read as something else: with a colon in it, or begun by a bracket.
private func quoted(_ line: String) -> String? {
    guard let colon = line.range(of: ": ") else { return nil }
    let key = line[..<colon.lowerBound].drop { $0 == " " || $0 == "-" }
    let value = line[colon.upperBound...]
    guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0 == "-" }), let first = value.first,
        !"\"'{".contains(first),
        value.contains(": ") || "[*&!%@`".contains(first)
    else { return nil }
    let quote = value.contains("\"") ? "'" : "\""
    return "such a text stands in quotes: \(key): \(quote)\(value)\(quote)"
}

/// How TeX is written in a mapping in braces, which its own braces would end.
private func quotedTeX(_ line: String) -> String? {
    guard let key = line.firstMatch(of: /([\w-]+): (\\[^,'"]*\{[^,'"]*?\})(?=[ ,}])/) else { return nil }
    return "TeX with braces stands in quotes here: \(key.1): '\(key.2)'"
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
private func missingColon(in source: SourceText, at mark: Mark, key: Mark?) -> Diagnostic? {
    func colon(_ line: Int, from column: Int = 0) -> MissingColon? {
        let text = source.line(line)
        let indent = text.prefix { $0 == " " || $0 == "-" }.utf8.count
        let start = source.start(ofLine: line)
        return MissingColon(SourceSlice(source, start + max(indent, column)..<start + text.utf8.count))
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
    return source.line(parent).contains(/^[ -]*(at|index|names|shapes|upstream|gradients):\s*$/)
}

extension YamlError {
    /// The error as a diagnostic at its place in the template.
    func diagnostic(in source: SourceText) -> Diagnostic {
        func error(_ problem: String, _ mark: Mark, context: Context? = nil) -> Diagnostic {
            let start = source.offset(of: mark)
            let place = SourceSlice(source, start..<min(start + 1, source.utf8.count))
            let since = context.map {
                "\($0.text) that begins at line \($0.mark.line), column \($0.mark.column)"
            }
            return Diagnostic(
                "YAML: \(problem)", at: place,
                suggestion: source.line(mark.line).prefix(while: \.isWhitespace).contains("\t")
                    ? "lines are indented with blanks, not with tabs"
                    : quoted(source.line(mark.line)) ?? quotedTeX(source.line(mark.line))
                        ?? withoutColon(source, before: mark.line) ?? since)
        }
        switch self {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let key = context.flatMap { $0.text.hasSuffix("simple key") ? $0.mark : nil }
            if let colon = missingColon(in: source, at: mark, key: key) { return colon }
            return error(problem, mark, context: context)
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            let start = before.utf8.count
            return Diagnostic("YAML: \(problem)", at: SourceSlice(source, start..<start + 1))
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.sorted().map { "‘\($0)’" }.joined(separator: ", ")
            return error("the key \(names) occurs twice in one mapping", context.mark)
        default:
            return Diagnostic("YAML: \(self)", at: SourceSlice(source, 0..<0))
        }
    }
}
