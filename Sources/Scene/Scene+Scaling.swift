extension Scene {
    /// The drawing with all its lengths multiplied by a factor: those of strokes and of type, too.
    public func scaled(by factor: Double) -> Scene {
        var scene = self
        scene.size = size * factor
        scene.depth = depth.map { $0 * factor }
        scene.elements = elements.map { $0.scaled(by: factor) }
        return scene
    }
}

extension Element {
    fileprivate func scaled(by factor: Double) -> Element {
        switch self {
        case .group(var group):
            group.elements = group.elements.map { $0.scaled(by: factor) }
            return .group(group)
        case .shape(var shape):
            shape.geometry = shape.geometry.scaled(by: factor)
            shape.lineWidth *= factor
            return .shape(shape)
        case .text(var text):
            text.glyphs = text.glyphs.map {
                PlacedGlyph(glyph: $0.glyph, origin: $0.origin * factor, size: $0.size * factor)
            }
            text.rules = text.rules.map { $0 * factor }
            text.bounds = text.bounds * factor
            return .text(text)
        }
    }
}

extension Shape.Geometry {
    fileprivate func scaled(by factor: Double) -> Shape.Geometry {
        switch self {
        case .circle(let center, let radius): .circle(center: center * factor, radius: radius * factor)
        case .rectangle(let rect, let radius): .rectangle(rect * factor, cornerRadius: radius * factor)
        case .path(let path): .path(path.scaled(by: factor))
        }
    }
}

extension Path {
    fileprivate func scaled(by factor: Double) -> Path {
        Path(
            commands.map { command in
                switch command {
                case .move(let point): .move(point * factor)
                case .line(let point): .line(point * factor)
                case .curve(let first, let second, let end):
                    .curve(first * factor, second * factor, end: end * factor)
                case .close: .close
                }
            })
    }
}

private func * (size: Size, factor: Double) -> Size {
    Size(width: size.width * factor, height: size.height * factor)
}

private func * (rect: Rect, factor: Double) -> Rect {
    Rect(
        minX: rect.minX * factor, minY: rect.minY * factor, maxX: rect.maxX * factor, maxY: rect.maxY * factor)
}
