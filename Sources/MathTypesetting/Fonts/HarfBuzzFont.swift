import CHarfBuzz
import Scene

/// The index of a glyph in its face; 0 is the box that stands for a missing glyph.
typealias GlyphID = UInt32

/// One face of a font file as HarfBuzz reads it. Not for several threads at once: `Face` guards it.
final class HarfBuzzFont {
    let face: OpaquePointer
    let font: OpaquePointer
    let unitsPerEm: Double

    /// - Parameter index: which face of a collection.
    init(path: String, index: UInt32 = 0) throws(FontError) {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { throw FontError.unreadable(path: path) }
        // The face keeps the blob alive, and the font the face.
        defer { hb_blob_destroy(blob) }
        guard hb_face_count(blob) > index else { throw FontError.notAFont(path: path) }
        face = hb_face_create(blob, index)
        font = hb_font_create(face)
        unitsPerEm = Double(hb_face_get_upem(face))
        hb_font_make_immutable(font)
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(face)
    }

    /// The name by which PostScript and PDF know the face.
    var postScriptName: String? {
        var buffer = [CChar](repeating: 0, count: 64)
        var count = UInt32(buffer.count)
        let nameID = hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME)
        guard hb_ot_name_get_utf8(face, nameID, nil, &count, &buffer) > 0 else { return nil }
        return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A length that HarfBuzz gave: the font's scale is its units, so it counts in those.
    func em(_ length: hb_position_t) -> Em { Em(fontUnits: length, perEm: unitsPerEm) }

    func glyph(for scalar: Unicode.Scalar) -> GlyphID? {
        var glyph: GlyphID = 0
        return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 ? glyph : nil
    }

    func metrics(of glyph: GlyphID) -> GlyphMetrics {
        var extents = hb_glyph_extents_t()
        hb_font_get_glyph_extents(font, glyph, &extents)
        return GlyphMetrics(
            advance: em(hb_font_get_glyph_h_advance(font, glyph)),
            inkLeft: em(extents.x_bearing),
            inkRight: em(extents.x_bearing + extents.width),
            height: em(extents.y_bearing),
            depth: em(-(extents.y_bearing + extents.height)),
            italicCorrection: em(hb_ot_math_get_glyph_italics_correction(font, glyph)),
            topAccentAttachment: em(hb_ot_math_get_glyph_top_accent_attachment(font, glyph)))
    }

    /// Text shaped with the font's kerning and ligatures: each glyph with its offset and advance, from left to right.
    func shape(_ text: String) -> [ShapedGlyph] {
        let buffer = hb_buffer_create()
        defer { hb_buffer_destroy(buffer) }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                hb_buffer_add_utf8(buffer, $0.baseAddress, Int32($0.count), 0, Int32($0.count))
            }
        }
        hb_buffer_guess_segment_properties(buffer)
        hb_shape(font, buffer, nil, 0)
        var count: UInt32 = 0
        let infos = hb_buffer_get_glyph_infos(buffer, &count)
        let positions = hb_buffer_get_glyph_positions(buffer, &count)
        guard let infos, let positions else { return [] }
        return (0..<Int(count)).map { index in
            let position = positions[index]
            return ShapedGlyph(
                glyph: infos[index].codepoint, advance: em(position.x_advance),
                xOffset: em(position.x_offset), yOffset: em(position.y_offset),
                textOffset: Int(infos[index].cluster))
        }
    }
}
