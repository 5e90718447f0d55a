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

/// The key without its colon, in a line before.
private func withoutColon(_ source: SourceText, before line: Int) -> String? {
    guard line > 1 else { return nil }
    let last = source.line(line - 1)
    guard let match = last.firstMatch(of: /^[ -]*(\w+)( .*)?$/), Template.layerKeys.contains(String(match.1))
    else {
        return nil
    }
    return "a ‘:’ is missing behind ‘\(match.1)’ in line \(line - 1)"
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
