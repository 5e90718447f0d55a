import CHarfBuzz

extension HarfBuzzFont {
    var hasMathTable: Bool { hb_ot_math_has_data(face) != 0 }

    /// Which corner of a glyph a script is set into (the MATH table's MathKernInfo).
    enum Corner { case topRight, bottomRight, topLeft, bottomLeft }

    /// By how much a script may move towards a corner of the glyph at a height above the baseline (negative: closer).
    func kern(_ glyph: GlyphID, _ corner: Corner, height: Em) -> Em {
        let which =
            switch corner {
            case .topRight: HB_OT_MATH_KERN_TOP_RIGHT
            case .bottomRight: HB_OT_MATH_KERN_BOTTOM_RIGHT
            case .topLeft: HB_OT_MATH_KERN_TOP_LEFT
            case .bottomLeft: HB_OT_MATH_KERN_BOTTOM_LEFT
            }
        // Above a corner's last height all heights are alike.
        let units = min(max((height * unitsPerEm).rounded(), -1e9), 1e9)
        return em(hb_ot_math_get_glyph_kerning(font, glyph, which, hb_position_t(units)))
    }

    func construction(of glyph: GlyphID, _ direction: GlyphConstruction.Direction) -> GlyphConstruction {
        let hbDirection = direction == .vertical ? HB_DIRECTION_BTT : HB_DIRECTION_LTR
        return GlyphConstruction(
            variants: variants(of: glyph, hbDirection),
            parts: parts(of: glyph, hbDirection),
            minimumOverlap: em(hb_ot_math_get_min_connector_overlap(font, hbDirection)))
    }

    private func variants(of glyph: GlyphID, _ direction: hb_direction_t) -> [GlyphConstruction.Variant] {
        var count = hb_ot_math_get_glyph_variants(font, glyph, direction, 0, nil, nil)
        var variants = [hb_ot_math_glyph_variant_t](repeating: .init(), count: Int(count))
        hb_ot_math_get_glyph_variants(font, glyph, direction, 0, &count, &variants)
        return variants.map { .init(glyph: $0.glyph, extent: em($0.advance)) }
    }

    private func parts(of glyph: GlyphID, _ direction: hb_direction_t) -> [GlyphConstruction.Part] {
        var count = hb_ot_math_get_glyph_assembly(font, glyph, direction, 0, nil, nil, nil)
        var parts = [hb_ot_math_glyph_part_t](repeating: .init(), count: Int(count))
        hb_ot_math_get_glyph_assembly(font, glyph, direction, 0, &count, &parts, nil)
        return parts.map {
            .init(
                glyph: $0.glyph, startConnector: em($0.start_connector_length),
                endConnector: em($0.end_connector_length), extent: em($0.full_advance),
                isExtender: $0.flags.rawValue & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER.rawValue != 0)
        }
    }

    /// The forms of a glyph for script and scriptscript size (the `ssty` feature), as far as the font has them.
    func scriptForms(of glyph: GlyphID) -> [GlyphID] {
        for lookup in scriptFormLookups {
            var count: UInt32 = 2
            var forms: [GlyphID] = [0, 0]
            hb_ot_layout_lookup_get_glyph_alternates(face, lookup, glyph, 0, &count, &forms)
            if count > 0 { return Array(forms.prefix(Int(min(count, 2)))) }
        }
        return []
    }

    private var scriptFormLookups: [UInt32] {
        let lookups = hb_set_create()
        defer { hb_set_destroy(lookups) }
        let features = [CHARFBUZZ_TAG_SSTY, 0]
        hb_ot_layout_collect_lookups(face, CHARFBUZZ_TAG_GSUB, nil, nil, features, lookups)
        var indices: [UInt32] = []
        var index = UInt32.max  // HB_SET_VALUE_INVALID: begin before the first
        while hb_set_next(lookups, &index) != 0 { indices.append(index) }
        return indices
    }
}
