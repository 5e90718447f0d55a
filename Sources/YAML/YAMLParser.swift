import CYAML

/// Reads one YAML document by libyaml, event by event, so that what is too large or too deep is told before it is built.
package final class YAMLParser {
    /// Deeper than any template is.
    private static let mostDepth = 100
    /// How many values aliases may repeat.
    private static let mostRepeated = 100_000

    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let text: UnsafeMutableBufferPointer<UInt8>
    private var event = yaml_event_t()
    /// The values that have anchors, each with the number of values in it.
    private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    private var repeated = 0

    private init(_ string: String) {
        text = .allocate(capacity: string.utf8.count)
        _ = text.initialize(from: string.utf8)
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_event_delete(&event)
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// The document in a text; nil for none.
    ///
    /// - Throws: `YAMLError` for what is no YAML, for a key that occurs twice, several documents, and more depth or repetition than
    ///   is read.
    package static func parse(_ string: String) throws(YAMLError) -> YAMLNode? {
        let parser = YAMLParser(string)
        // The stream, and its first document.
        try parser.next()
        try parser.next()
        if parser.event.type == YAML_STREAM_END_EVENT { return nil }
        try parser.next()
        let (root, _) = try parser.node(depth: 0)
        // The end of the document.
        try parser.next()
        try parser.next()
        if parser.event.type != YAML_STREAM_END_EVENT { try parser.passEmptyDocument() }
        return root
    }

    /// What is behind a line of ‘---’ at the end.
    private func passEmptyDocument() throws(YAMLError) {
        let second = error("there is a second document; one text holds one")
        try next()
        guard event.type == YAML_SCALAR_EVENT, event.data.scalar.length == 0 else { throw second }
        try next()
        try next()
        if event.type != YAML_STREAM_END_EVENT { throw second }
    }

    private func next() throws(YAMLError) {
        yaml_event_delete(&event)
        guard yaml_parser_parse(parser, &event) == 1 else { throw parserError }
    }

    /// The node that the event begins, and the number of values in it.
    private func node(depth: Int) throws(YAMLError) -> (YAMLNode, Int) {
        if depth > Self.mostDepth { throw error("this is nested more than \(Self.mostDepth) deep") }
        let mark = YAMLMark(event.start_mark)
        let (anchor, node, size): (String?, YAMLNode, Int)
        switch event.type {
        case YAML_ALIAS_EVENT: return try alias(Self.string(event.data.alias.anchor)!)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            anchor = Self.string(scalar.anchor)
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let string = String(decoding: bytes, as: UTF8.self)
            node = .scalar(YAMLNode.Scalar(string: string, style: .init(scalar.style), mark: mark))
            size = 1
        case YAML_SEQUENCE_START_EVENT:
            anchor = Self.string(event.data.sequence_start.anchor)
            (node, size) = try sequence(at: mark, depth: depth)
        default:
            anchor = Self.string(event.data.mapping_start.anchor)
            (node, size) = try mapping(at: mark, depth: depth)
        }
        if let anchor { anchors[anchor] = (node, size) }
        return (node, size)
    }

    private func alias(_ name: String) throws(YAMLError) -> (YAMLNode, Int) {
        guard let known = anchors[name] else { throw error("found undefined alias", isOfSyntax: true) }
        repeated += known.size
        guard repeated <= Self.mostRepeated else {
            throw error("aliases repeat more than \(Self.mostRepeated) values")
        }
        return known
    }

    private func sequence(at mark: YAMLMark, depth: Int) throws(YAMLError) -> (YAMLNode, Int) {
        var (items, size) = ([YAMLNode](), 1)
        try next()
        while event.type != YAML_SEQUENCE_END_EVENT {
            let (item, own) = try node(depth: depth + 1)
            items.append(item)
            size += own
            try next()
        }
        return (.sequence(items, mark), size)
    }

    private func mapping(at mark: YAMLMark, depth: Int) throws(YAMLError) -> (YAMLNode, Int) {
        var (entries, size) = ([(key: YAMLNode, value: YAMLNode)](), 1)
        var keys: Set<String> = []
        var merged: [(key: YAMLNode, value: YAMLNode)] = []
        try next()
        while event.type != YAML_MAPPING_END_EVENT {
            let (key, keySize) = try node(depth: depth + 1)
            if let name = key.scalar?.string, !keys.insert(name).inserted {
                throw YAMLError(
                    problem: "the key ‘\(name)’ occurs twice in one mapping", place: .mark(key.mark),
                    isOfSyntax: false)
            }
            try next()
            let (value, valueSize) = try node(depth: depth + 1)
            size += keySize + valueSize
            if let scalar = key.scalar, scalar.string == "<<", scalar.style == .plain {
                merged = try Self.entries(of: value)
            } else {
                entries.append((key, value))
            }
            try next()
        }
        for entry in merged {
            guard let name = entry.key.scalar?.string, keys.insert(name).inserted else { continue }
            entries.append(entry)
        }
        return (.mapping(entries, mark), size)
    }

    /// What ‘<<’ adds to a mapping: the entries of another one, or of several, as far as there are none of these keys.
    private static func entries(of merged: YAMLNode) throws(YAMLError) -> [(key: YAMLNode, value: YAMLNode)] {
        switch merged {
        case .mapping(let entries, _): return entries
        case .sequence(let items, _):
            var entries: [(key: YAMLNode, value: YAMLNode)] = []
            for item in items {
                guard case .mapping(let own, _) = item else { throw noMapping(item) }
                entries += own
            }
            return entries
        case .scalar: throw noMapping(merged)
        }
    }

    private static func noMapping(_ node: YAMLNode) -> YAMLError {
        YAMLError(problem: "‘<<’ takes a mapping, or several", place: .mark(node.mark), isOfSyntax: false)
    }

    // MARK: Errors

    /// At the event that was read last.
    private func error(_ problem: String, isOfSyntax: Bool = false) -> YAMLError {
        YAMLError(problem: problem, place: .mark(YAMLMark(event.start_mark)), isOfSyntax: isOfSyntax)
    }

    /// What libyaml says.
    private var parserError: YAMLError {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "this can’t be read"
        if state.error == YAML_READER_ERROR {
            return YAMLError(problem: problem, place: .offset(state.problem_offset))
        }
        var error = YAMLError(problem: problem, place: .mark(YAMLMark(state.problem_mark)))
        if let context = state.context {
            error.context = (String(cString: context), YAMLMark(state.context_mark))
        }
        return error
    }

    private static func string(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        characters.map { String(cString: $0) }
    }
}

extension YAMLMark {
    fileprivate init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

extension YAMLNode.Scalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
