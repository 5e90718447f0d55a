import Scene

extension Group {
    /// The arrow's line, faint: what is there before the arrow comes.
    var trace: Element? {
        guard case .shape(var line)? = elements.first(where: \.isLine) else { return nil }
        line.stroke = .layerOutline
        return .group(Group(id: id + "-trace", classes: ["trace"], elements: [.shape(line)]))
    }

    /// The arrow with a band behind its line and its value, for those steps in which it is new. Bands are also what
    /// can be pointed at beside the thin line.
    var marked: Group {
        var group = self
        let line = elements.lazy.compactMap(\.line).first ?? []
        group.elements = elements.map { element in
            guard case .group(var value) = element, case .text(let text)? = value.elements.first else {
                return element
            }
            value.elements.insert(.shape(FigureStyle.highlight(of: text, beside: line)), at: 0)
            return .group(value)
        }
        if case .shape(var line)? = elements.first(where: \.isLine) {
            line.stroke = .highlight
            line.lineWidth = 9
            group.elements.insert(.shape(line), at: 0)
        }
        return group
    }
}

extension Element {
    /// The points of an arrow's line.
    fileprivate var line: [Point]? {
        guard isLine, case .shape(let shape) = self, case .path(let path) = shape.geometry else { return nil }
        return path.commands.compactMap { command in
            switch command {
            case .move(let point), .line(let point), .curve(_, _, let point): point
            case .close: nil
            }
        }
    }

    fileprivate var isLine: Bool {
        if case .shape(let shape) = self { shape.stroke != nil && shape.fill == nil } else { false }
    }
}
