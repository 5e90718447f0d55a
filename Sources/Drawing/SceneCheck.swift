import Scene

extension Scene {
    /// Groups within groups; a figure needs four.
    private static let depthLimit = 64

    /// Coordinates within which cairo's 24-bit pixels and hundredths of a point both stay exact.
    private static let coordinateLimit = 1e6

    /// Sizes of type, in points, and of the em, in font units, whose quotient stays a reasonable scale.
    private static let sizes = 0.01...1e6

    /// Makes sure that every writer can draw the scene: numbers are numbers, outlines are there, recursion ends.
    func check() throws(DrawingError) {
        guard size.width > 0, size.height > 0, Self.isPlaceable(size.width), Self.isPlaceable(size.height)
        else {
            throw .badPage(width: size.width, height: size.height)
        }
        guard Self.isPlaceable(depth ?? 0) else { throw .badCoordinate(group: id) }
        for outline in outlines.values {
            guard outline.path.coordinates.allSatisfy(Self.isPlaceable), Self.sizes.contains(outline.unitsPerEm)
            else { throw .badCoordinate(group: id) }
        }
        try check(elements, group: id, depth: 0)
    }

    private func check(_ elements: [Element], group: String, depth: Int) throws(DrawingError) {
        guard depth <= Self.depthLimit else { throw .nestedTooDeeply(limit: Self.depthLimit) }
        for element in elements {
            switch element {
            case .group(let inner):
                try check(inner.elements, group: inner.id, depth: depth + 1)
            case .shape(let shape):
                guard shape.coordinates.allSatisfy(Self.isPlaceable) else { throw .badCoordinate(group: group) }
            case .text(let text):
                guard text.coordinates.allSatisfy(Self.isPlaceable),
                    text.glyphs.allSatisfy({ Self.sizes.contains($0.size) })
                else { throw .badCoordinate(group: group) }
                for placed in text.glyphs where outlines[placed.glyph] == nil {
                    throw .missingOutline(placed.glyph)
                }
            }
        }
    }

    private static func isPlaceable(_ coordinate: Double) -> Bool { abs(coordinate) <= coordinateLimit }
}

extension Path {
    fileprivate var coordinates: [Double] {
        commands.flatMap { command -> [Double] in
            switch command {
            case .move(let point), .line(let point): [point.x, point.y]
            case .curve(let first, let second, let end): [first.x, first.y, second.x, second.y, end.x, end.y]
            case .close: []
            }
        }
    }
}

extension Rect {
    fileprivate var coordinates: [Double] { [minX, minY, maxX, maxY] }
}

extension Shape {
    fileprivate var coordinates: [Double] {
        switch geometry {
        case .circle(let center, let radius): [center.x, center.y, radius, lineWidth]
        case .rectangle(let rect, let cornerRadius): rect.coordinates + [cornerRadius, lineWidth]
        case .path(let path): path.coordinates + [lineWidth]
        }
    }
}

extension Text {
    fileprivate var coordinates: [Double] {
        glyphs.flatMap { [$0.origin.x, $0.origin.y] } + rules.flatMap(\.coordinates)
    }
}
