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
        group.elements = elements.map { element in
            guard case .group(var value) = element, case .text(let text)? = value.elements.first else {
                return element
            }
            value.elements.insert(.shape(FigureStyle.highlight(of: text)), at: 0)
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
    fileprivate var isLine: Bool {
        if case .shape(let shape) = self { shape.stroke != nil && shape.fill == nil } else { false }
    }
}
