/// Why a font cannot be used, and what to do about it.
public enum FontError: Error, Hashable, Sendable, CustomStringConvertible {
    case notFound(FontFile, searched: [String])
    case unreadable(path: String)
    case notAFont(path: String)
    case noMathTable(path: String)

    public var description: String {
        switch self {
        case .notFound(let file, let searched):
            var advice = "set \(FontFile.pathVariable) to the folder that holds it"
            switch file.debianPackages.count {
            case 0: break
            case 1: advice = "install it (Debian: apt-get install \(file.debianPackages[0])), or " + advice
            default: advice += ", or choose another: \(Self.packages(file.debianPackages))"
            }
            return "font file ‘\(file.name)’ not found in \(searched.joined(separator: ", ")); \(advice)"
        case .unreadable(let path): return "font file ‘\(path)’ cannot be read; is the path right?"
        case .notAFont(let path): return "‘\(path)’ is not an OpenType font; name an .otf or .ttf file"
        case .noMathTable(let path):
            return "font ‘\(path)’ has no MATH table; choose an OpenType math font: "
                + Self.packages(FontPackages.mathematics)
        }
    }

    private static func packages(_ names: [String]) -> String {
        "there are some in Debian’s packages \(names.joined(separator: ", "))"
    }
}
