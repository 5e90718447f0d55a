import CHarfBuzz
import Scene

extension HarfBuzzFont {
    /// The glyph's outline in font units, y upwards; CFF curves stay cubic, TrueType curves become so.
    func outline(of glyph: GlyphID) -> GlyphOutline {
        let functions = hb_draw_funcs_create()
        defer { hb_draw_funcs_destroy(functions) }
        hb_draw_funcs_set_move_to_func(
            functions, { _, path, _, x, y, _ in append(.move(point(x, y)), to: path) }, nil, nil)
        hb_draw_funcs_set_line_to_func(
            functions, { _, path, _, x, y, _ in append(.line(point(x, y)), to: path) }, nil, nil)
        hb_draw_funcs_set_cubic_to_func(
            functions,
            { _, path, _, x1, y1, x2, y2, x, y, _ in
                append(.curve(point(x1, y1), point(x2, y2), end: point(x, y)), to: path)
            }, nil, nil)
        hb_draw_funcs_set_close_path_func(functions, { _, path, _, _ in append(.close, to: path) }, nil, nil)

        var path = Path()
        withUnsafeMutablePointer(to: &path) { charfbuzz_draw_glyph(font, glyph, functions, $0) }
        return GlyphOutline(path: path, unitsPerEm: unitsPerEm)
    }
}

private func point(_ x: Float, _ y: Float) -> Point { Point(Double(x), Double(y)) }

/// The drawing functions take no closure with state: the path comes back as the pointer given to them.
private func append(_ command: Path.Command, to path: UnsafeMutableRawPointer?) {
    path?.assumingMemoryBound(to: Path.self).pointee.commands.append(command)
}
