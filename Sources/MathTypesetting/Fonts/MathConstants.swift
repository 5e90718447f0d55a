import CHarfBuzz

/// The constants of a font's MATH table that the layout uses, by their names in the OpenType specification.
///
/// Lengths are relative to the size at which they are used. (OpenType 1.9, MATH, MathConstants table.)
public struct MathConstants: Hashable, Sendable {
    /// The size of script style relative to text style.
    public let scriptScale: Double
    /// The size of scriptscript style relative to text style.
    public let scriptScriptScale: Double

    public let axisHeight: Em
    public let accentBaseHeight: Em
    public let displayOperatorMinHeight: Em

    public let subscriptShiftDown: Em
    public let subscriptTopMax: Em
    public let subscriptBaselineDropMin: Em
    public let superscriptShiftUp: Em
    public let superscriptShiftUpCramped: Em
    public let superscriptBottomMin: Em
    public let superscriptBaselineDropMax: Em
    public let subSuperscriptGapMin: Em
    public let superscriptBottomMaxWithSubscript: Em
    public let spaceAfterScript: Em

    public let upperLimitGapMin: Em
    public let upperLimitBaselineRiseMin: Em
    public let lowerLimitGapMin: Em
    public let lowerLimitBaselineDropMin: Em

    public let fractionNumeratorShiftUp: Em
    public let fractionNumeratorDisplayStyleShiftUp: Em
    public let fractionDenominatorShiftDown: Em
    public let fractionDenominatorDisplayStyleShiftDown: Em
    public let fractionNumeratorGapMin: Em
    public let fractionNumDisplayStyleGapMin: Em
    public let fractionDenominatorGapMin: Em
    public let fractionDenomDisplayStyleGapMin: Em
    public let fractionRuleThickness: Em

    public let overbarVerticalGap: Em
    public let overbarRuleThickness: Em
    public let overbarExtraAscender: Em

    public let underbarVerticalGap: Em
    public let underbarRuleThickness: Em
    public let underbarExtraDescender: Em

    public let radicalVerticalGap: Em
    public let radicalDisplayStyleVerticalGap: Em
    public let radicalRuleThickness: Em
    public let radicalExtraAscender: Em
    public let radicalKernBeforeDegree: Em
    public let radicalKernAfterDegree: Em
    /// The height of the degree's bottom as a part of the radical sign's extent.
    public let radicalDegreeBottomRaise: Double

    init(of font: HarfBuzzFont) {
        func length(_ constant: hb_ot_math_constant_t) -> Em {
            font.em(hb_ot_math_get_constant(font.font, constant))
        }
        func fraction(_ constant: hb_ot_math_constant_t) -> Double {
            Double(hb_ot_math_get_constant(font.font, constant)) / 100
        }
        /// The sizes of scripts that no reader could make out, or none at all, are those that the specification suggests.
        func scale(_ constant: hb_ot_math_constant_t, suggested: Double) -> Double {
            let scale = fraction(constant)
            return (0.1...1).contains(scale) ? scale : suggested
        }
        scriptScale = scale(HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN, suggested: 0.8)
        scriptScriptScale = scale(HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN, suggested: 0.6)
        axisHeight = length(HB_OT_MATH_CONSTANT_AXIS_HEIGHT)
        accentBaseHeight = length(HB_OT_MATH_CONSTANT_ACCENT_BASE_HEIGHT)
        displayOperatorMinHeight = length(HB_OT_MATH_CONSTANT_DISPLAY_OPERATOR_MIN_HEIGHT)
        subscriptShiftDown = length(HB_OT_MATH_CONSTANT_SUBSCRIPT_SHIFT_DOWN)
        subscriptTopMax = length(HB_OT_MATH_CONSTANT_SUBSCRIPT_TOP_MAX)
        subscriptBaselineDropMin = length(HB_OT_MATH_CONSTANT_SUBSCRIPT_BASELINE_DROP_MIN)
        superscriptShiftUp = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP)
        superscriptShiftUpCramped = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP_CRAMPED)
        superscriptBottomMin = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MIN)
        superscriptBaselineDropMax = length(HB_OT_MATH_CONSTANT_SUPERSCRIPT_BASELINE_DROP_MAX)
        subSuperscriptGapMin = length(HB_OT_MATH_CONSTANT_SUB_SUPERSCRIPT_GAP_MIN)
        superscriptBottomMaxWithSubscript = length(
            HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT)
        spaceAfterScript = length(HB_OT_MATH_CONSTANT_SPACE_AFTER_SCRIPT)
        upperLimitGapMin = length(HB_OT_MATH_CONSTANT_UPPER_LIMIT_GAP_MIN)
        upperLimitBaselineRiseMin = length(HB_OT_MATH_CONSTANT_UPPER_LIMIT_BASELINE_RISE_MIN)
        lowerLimitGapMin = length(HB_OT_MATH_CONSTANT_LOWER_LIMIT_GAP_MIN)
        lowerLimitBaselineDropMin = length(HB_OT_MATH_CONSTANT_LOWER_LIMIT_BASELINE_DROP_MIN)
        fractionNumeratorShiftUp = length(HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_SHIFT_UP)
        fractionNumeratorDisplayStyleShiftUp = length(
            HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP)
        fractionDenominatorShiftDown = length(HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_SHIFT_DOWN)
        fractionDenominatorDisplayStyleShiftDown = length(
            HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN)
        fractionNumeratorGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_GAP_MIN)
        fractionNumDisplayStyleGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_NUM_DISPLAY_STYLE_GAP_MIN)
        fractionDenominatorGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_GAP_MIN)
        fractionDenomDisplayStyleGapMin = length(HB_OT_MATH_CONSTANT_FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN)
        fractionRuleThickness = length(HB_OT_MATH_CONSTANT_FRACTION_RULE_THICKNESS)
        overbarVerticalGap = length(HB_OT_MATH_CONSTANT_OVERBAR_VERTICAL_GAP)
        overbarRuleThickness = length(HB_OT_MATH_CONSTANT_OVERBAR_RULE_THICKNESS)
        overbarExtraAscender = length(HB_OT_MATH_CONSTANT_OVERBAR_EXTRA_ASCENDER)
        underbarVerticalGap = length(HB_OT_MATH_CONSTANT_UNDERBAR_VERTICAL_GAP)
        underbarRuleThickness = length(HB_OT_MATH_CONSTANT_UNDERBAR_RULE_THICKNESS)
        underbarExtraDescender = length(HB_OT_MATH_CONSTANT_UNDERBAR_EXTRA_DESCENDER)
        radicalVerticalGap = length(HB_OT_MATH_CONSTANT_RADICAL_VERTICAL_GAP)
        radicalDisplayStyleVerticalGap = length(HB_OT_MATH_CONSTANT_RADICAL_DISPLAY_STYLE_VERTICAL_GAP)
        radicalRuleThickness = length(HB_OT_MATH_CONSTANT_RADICAL_RULE_THICKNESS)
        radicalExtraAscender = length(HB_OT_MATH_CONSTANT_RADICAL_EXTRA_ASCENDER)
        radicalKernBeforeDegree = length(HB_OT_MATH_CONSTANT_RADICAL_KERN_BEFORE_DEGREE)
        radicalKernAfterDegree = length(HB_OT_MATH_CONSTANT_RADICAL_KERN_AFTER_DEGREE)
        radicalDegreeBottomRaise = fraction(HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT)
    }
}
