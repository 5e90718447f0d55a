import Scene

/// Two things in a figure that touch, or one that is not where it belongs.
package struct LayoutConflict: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case node(Int)
        case layer(Int)
        case label(Int)
        case arrow(Int)
        case page
    }

    package enum Kind: Hashable, Sendable {
        /// They touch, or nearly so; or the first reaches beyond the page.
        case touch
        /// An arrow runs through what is not its own.
        case cross
        /// Two arrows lie on each other or run closely side by side.
        case along
        /// An arrow does not end on the outline of its end.
        case miss
        /// The first is not inside the second, in which it belongs.
        case leave
        /// A value is not beside its arrow.
        case stray
        /// An arrow that comes from outside, or goes there, ends inside a layer.
        case beginInside
    }

    package let kind: Kind
    package let first: Part
    package let second: Part
}

extension LayoutGeometry {
    /// What touches what, in words.
    package func words(for conflict: LayoutConflict) -> String {
        let (one, other) = (words(for: conflict.first), words(for: conflict.second))
        return switch conflict.kind {
        case .touch where conflict.second == .page: "\(one) is not on the page"
        case .touch: "\(one) touches \(other)"
        case .cross: "\(one) runs through \(other)"
        case .along: "\(one) runs along \(other)"
        case .miss: "\(one) does not end at \(other)"
        case .leave: "\(one) is not inside \(other)"
        case .stray: "\(one) is too far from its arrow"
        case .beginInside: "\(one) ends inside \(other)"
        }
    }

    /// A part in words.
    private func words(for part: LayoutConflict.Part) -> String {
        switch part {
        case .node(let node): words(forNode: node)
        case .layer(let layer): "the layer ‘\(layers[layer].name)’"
        case .page: "the page"
        case .arrow(let arrow):
            "the arrow of ‘\(arrows[arrow].text)’ \(way(of: arrow))"
        case .label(let label):
            switch labels[label].owner {
            case .arrow(let arrow):
                "the \(arrows[arrow].isBackward ? "gradient" : "value") ‘\(labels[label].text)’ on the arrow "
                    + way(of: arrow)
            case .node: "the text ‘\(labels[label].text)’"
            case .layer(let layer): "the name of the layer ‘\(layers[layer].name)’"
            }
        }
    }

    private func words(forNode index: Int) -> String {
        let node = nodes[index]
        if node.isJunction { return "the place where ‘\(node.text)’ splits" }
        guard case .circle = node.outline else { return "the layer ‘\(node.text)’" }
        let layer = node.layer.map { " of the layer ‘\(layers[$0].name)’" } ?? ""
        return "the node \(name(ofNode: index))\(layer)"
    }

    /// The sign of a node, with its id where others have the same sign.
    private func name(ofNode index: Int) -> String {
        let node = nodes[index]
        let isAmbiguous = nodes.filter { $0.text == node.text }.count > 1
        return "‘\(node.text)’" + (isAmbiguous ? " (\(node.id))" : "")
    }

    private func way(of index: Int) -> String {
        let arrow = arrows[index]
        func endName(_ end: End) -> String? {
            guard case .node(let node) = end else { return nil }
            return nodes[node].isJunction ? "its split" : name(ofNode: node)
        }
        return switch (endName(arrow.tail), endName(arrow.tip)) {
        case (let tail?, let tip?): "from \(tail) to \(tip)"
        case (nil, let tip?): "into \(tip)"
        case (let tail?, nil): "out of \(tail)"
        case (nil, nil): "from nowhere to nowhere"
        }
    }
}
