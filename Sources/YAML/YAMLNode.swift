/// A value in a YAML text, with its place. What an alias stands for is the node of its anchor, at that place.
package indirect enum YAMLNode: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode], YAMLMark)
    case mapping([(key: YAMLNode, value: YAMLNode)], YAMLMark)

    package struct Scalar: Sendable {
        package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

        /// The text as it reads, without quotes, escapes resolved.
        package let string: String
        package let style: Style
        package let mark: YAMLMark
    }

    /// Where it begins.
    package var mark: YAMLMark {
        switch self {
        case .scalar(let scalar): scalar.mark
        case .sequence(_, let mark), .mapping(_, let mark): mark
        }
    }

    package var scalar: Scalar? { if case .scalar(let scalar) = self { scalar } else { nil } }

    package var isSequence: Bool { if case .sequence = self { true } else { false } }

    /// The value of a key in a mapping.
    package subscript(key: String) -> YAMLNode? {
        guard case .mapping(let entries, _) = self else { return nil }
        return entries.first { $0.key.scalar?.string == key }?.value
    }
}

/// A place in a text: line and column, in Unicode scalars, both from 1 on.
package struct YAMLMark: Sendable {
    package let line: Int
    package let column: Int
}

/// Why a text is no YAML, or more than is read of it.
package struct YAMLError: Error {
    package enum Place: Sendable {
        case mark(YAMLMark)
        /// In bytes from the beginning, of what is no text.
        case offset(Int)
    }

    /// In the words of libyaml, or, of what is read and not meant, those of a sentence.
    package let problem: String
    package let place: Place
    /// What was being read, and where it begins.
    package var context: (text: String, mark: YAMLMark)?
    /// Whether it may be that something else was meant than is read.
    package var isOfSyntax = true
}
