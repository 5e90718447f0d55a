import Diagnostics

/// How many values the first index takes: a number, or any, with a name for the last: 1, 2, …, n.
public enum ClassCount: Hashable, Sendable, CustomStringConvertible {
    case number(Int)
    case any(String)

    /// - Returns: nil for what is neither a number nor a letter.
    public init?(_ text: String) {
        if let number = Int(text) {
            self = .number(number)
        } else if text.count == 1, text.allSatisfy({ $0.isASCII && $0.isLetter }) {
            self = .any(text)
        } else {
            return nil
        }
    }

    /// How many values an index or an axis has: its name may be one with words below it, as d_k.
    ///
    /// - Returns: nil for what is neither a number nor a name.
    init?(length text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        if let number = Int(text) {
            self = .number(number)
        } else if text.first?.isLetter ?? false,
            parts.allSatisfy({ part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            })
        {
            self = .any(text)
        } else {
            return nil
        }
    }

    /// - Throws: `Diagnostic` for what is no count of classes.
    init(_ node: TemplateNode) throws {
        let text = node.slice
        guard let count = node.node.scalar.flatMap({ ClassCount($0.string) }), count.isPossible else {
            throw text.error(
                "‘classes’ is a number above zero, or n",
                suggestion: try node.entries().map { _ in "it is that of the first index, as in ‘classes: 3’" })
        }
        self = count
    }

    public var isAny: Bool { if case .any = self { true } else { false } }

    /// Whether there can be so many.
    public var isPossible: Bool { if case .number(let number) = self { number > 0 } else { true } }

    public var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .any(let name): name
        }
    }
}
