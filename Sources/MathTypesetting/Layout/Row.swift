// Lists of atoms: rules 5, 6 and 20.

/// A part of a list.
private enum Item {
    case atom(Fragment)
    case space(Double)
}

extension Typesetter {
    /// A list as one ordinary atom, or as its only atom.
    func row(_ node: MathNode) throws(LayoutError) -> Fragment {
        let items = try items(of: node)
        if items.count == 1, case .atom(let only) = items[0] { return only }
        return Fragment(box: joined(items), atomClass: .ordinary)
    }

    /// The atoms and spaces of a list, lists in it flattened without recursion: a long sum may be nested as a chain.
    private func items(of node: MathNode) throws(LayoutError) -> [Item] {
        var items: [Item] = []
        var waiting = [node]
        while let node = waiting.popLast() {
            switch node {
            case .row(let nodes): waiting.append(contentsOf: nodes.reversed())
            case .styled(let style, let content): items += try part(style).items(of: content)
            case .space(let length): items.append(.space(length * size))
            default: items.append(.atom(try fragment(node)))
            }
        }
        return items
    }

    /// Sets the items side by side.
    private func joined(_ items: [Item]) -> MathBox {
        var line = MathBox()
        var classes = Typesetter.resolvedClasses(items)[...]
        var last: AtomClass?
        for item in items {
            switch item {
            case .space(let length): line.width += length
            case .atom(let fragment):
                let atomClass = classes.removeFirst()
                // Rule 20.
                if let last {
                    line.width += Spacing.between(last, atomClass, isScript: style.isScript) * size
                }
                // Rule 17: the slant of a single character is part of its width in a list.
                line.append(fragment.fullBox)
                last = atomClass
            }
        }
        return line
    }

    /// The classes of the atoms; a binary symbol without an operand on either side is ordinary.
    private static func resolvedClasses(_ items: [Item]) -> [AtomClass] {
        var classes: [AtomClass] = []
        for case .atom(let fragment) in items {
            var atomClass = fragment.atomClass
            switch (classes.last, atomClass) {
            // Rule 5: nothing on its left to operate on.
            case (nil, .binary), (.binary, .binary), (.operator, .binary), (.relation, .binary),
                (.opening, .binary), (.punctuation, .binary):
                atomClass = .ordinary
            // Rule 6: nothing on its right.
            case (.binary, .relation), (.binary, .closing), (.binary, .punctuation):
                classes[classes.count - 1] = .ordinary
            default: break
            }
            classes.append(atomClass)
        }
        if classes.last == .binary { classes[classes.count - 1] = .ordinary }
        return classes
    }
}
