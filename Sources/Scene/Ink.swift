/// What a colour in a figure stands for. The writers give each a light and a dark colour, from one table.
public enum Ink: String, CaseIterable, Hashable, Sendable {
    /// The page behind everything.
    case page
    /// Text that is no value: operations and layer names.
    case text
    case layerFill = "layer-fill"
    case layerOutline = "layer-outline"
    case nodeFill = "node-fill"
    case nodeOutline = "node-outline"
    /// Forward arrows.
    case forward
    /// Forward values.
    case forwardValue = "forward-value"
    /// Backward arrows and values that stand from earlier steps, or in figures without steps.
    case backward
    /// Backward arrows and values that are new in the figure's step: of another lightness than earlier ones, which is seen in
    /// print without colours, and by every eye.
    case new
    /// The highlight behind what is new in the figure's step; its frame is of the ink `new`.
    case highlight

    /// The colour in a scheme, as sRGB hexadecimal digits.
    public func color(in scheme: ColorScheme) -> String {
        switch scheme {
        case .light: light
        case .dark: dark
        }
    }

    /// The colour on a light page, as sRGB hexadecimal digits.
    public var light: String {
        switch self {
        case .page: "ffffff"
        case .text, .forwardValue: "1b1f24"
        case .layerFill: "f7f9fb"
        case .layerOutline: "838c96"
        case .nodeFill: "ffffff"
        case .nodeOutline: "57606a"
        case .forward: "6e7781"
        case .backward: "b5400a"
        case .new: "6d0030"
        case .highlight: "ffe9a8"
        }
    }

    /// The colour on a dark page, as sRGB hexadecimal digits.
    public var dark: String {
        switch self {
        case .page: "0d1117"
        case .text, .forwardValue: "e6edf3"
        case .layerFill: "161b22"
        case .layerOutline: "6a747f"
        case .nodeFill: "0d1117"
        case .nodeOutline: "9aa4ae"
        case .forward: "8b949e"
        case .backward: "e27a2e"
        case .new: "ffd9e1"
        case .highlight: "4a3a10"
        }
    }
}
