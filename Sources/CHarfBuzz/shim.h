#ifndef CHARFBUZZ_SHIM_H
#define CHARFBUZZ_SHIM_H

#include <hb.h>
#include <hb-ot.h>

// HarfBuzz 7.0 renamed the function and deprecated the old name; Debian 12 has 6.0.
static inline void charfbuzz_draw_glyph(hb_font_t *font, hb_codepoint_t glyph, hb_draw_funcs_t *functions, void *data) {
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, functions, data);
#else
    hb_font_get_glyph_shape(font, glyph, functions, data);
#endif
}

// HB_TAG is a macro with arguments, which Swift does not import.
static const hb_tag_t CHARFBUZZ_TAG_GSUB = HB_TAG('G', 'S', 'U', 'B');
static const hb_tag_t CHARFBUZZ_TAG_SSTY = HB_TAG('s', 's', 't', 'y');

#endif
