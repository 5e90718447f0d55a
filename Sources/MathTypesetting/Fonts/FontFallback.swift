/// What becomes of the characters that a font lacks.
public enum FontFallback: Sendable {
    /// Another installed font has them; which one, fontconfig decides.
    case installed
    /// They are named as missing: the same result on all machines.
    case none

    var fonts: InstalledFonts? {
        switch self {
        case .installed: .shared
        case .none: nil
        }
    }
}
