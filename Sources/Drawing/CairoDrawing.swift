import CCairo
import Scene

extension CairoCanvas {
    /// Draws the scene in the colours of the scheme.
    func draw(_ scene: Scene, background: Background, scheme: ColorScheme) throws(DrawingError) {
        try draw { context in
            let drawing = CairoDrawing(context: context, outlines: scene.outlines, scheme: scheme)
            if background == .page {
                drawing.setSource(.page)
                cairo_paint(context)
            }
            cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
            drawing.draw(scene.elements)
        }
    }
}

/// A scene's elements as calls of cairo.
private struct CairoDrawing {
    let context: OpaquePointer
    let outlines: [Glyph: GlyphOutline]
    let scheme: ColorScheme

    func draw(_ elements: [Element]) {
        for element in elements {
            switch element {
            case .group(let group): draw(group.elements)
            case .shape(let shape): draw(shape)
            case .text(let text): draw(text)
            }
        }
    }

    private func draw(_ shape: Shape) {
        cairo_new_path(context)
        switch shape.geometry {
        case .circle(let center, let radius):
            cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
            cairo_close_path(context)
        case .rectangle(let rect, let cornerRadius):
            add(rect, cornerRadius: cornerRadius)
        case .path(let path):
            add(path)
        }
        if let fill = shape.fill {
            setSource(fill)
            cairo_fill_preserve(context)
        }
        if let stroke = shape.stroke {
            setSource(stroke)
            cairo_set_line_width(context, shape.lineWidth)
            cairo_stroke(context)
        }
    }

    private func draw(_ text: Text) {
        cairo_new_path(context)
        for rule in text.rules { cairo_rectangle(context, rule.minX, rule.minY, rule.width, rule.height) }
        for placed in text.glyphs {
            guard let outline = outlines[placed.glyph] else { continue }
            let scale = placed.size / outline.unitsPerEm
            cairo_save(context)
            cairo_translate(context, placed.origin.x, placed.origin.y)
            cairo_scale(context, scale, -scale)
            add(outline.path)
            cairo_restore(context)
        }
        setSource(text.ink)
        cairo_fill(context)
    }

    private func add(_ path: Path) {
        for command in path.commands {
            switch command {
            case .move(let point): cairo_move_to(context, point.x, point.y)
            case .line(let point): cairo_line_to(context, point.x, point.y)
            case .curve(let first, let second, let end):
                cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
            case .close: cairo_close_path(context)
            }
        }
    }

    private func add(_ rect: Rect, cornerRadius: Double) {
        let radius = min(cornerRadius, rect.width / 2, rect.height / 2)
        guard radius > 0 else {
            cairo_rectangle(context, rect.minX, rect.minY, rect.width, rect.height)
            return
        }
        // Clockwise from the upper right corner, a quarter of a circle each.
        let corners = [
            Point(rect.maxX - radius, rect.minY + radius), Point(rect.maxX - radius, rect.maxY - radius),
            Point(rect.minX + radius, rect.maxY - radius), Point(rect.minX + radius, rect.minY + radius),
        ]
        for (quarter, corner) in corners.enumerated() {
            let angle = Double(quarter - 1) * .pi / 2
            cairo_arc(context, corner.x, corner.y, radius, angle, angle + .pi / 2)
        }
        cairo_close_path(context)
    }

    func setSource(_ ink: Ink) {
        let color = Color(hexadecimal: ink.color(in: scheme))
        cairo_set_source_rgb(context, color.red / 255, color.green / 255, color.blue / 255)
    }
}
