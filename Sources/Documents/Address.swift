/// The address of a picture or another document, in its parts (RFC 3986, section 3).
struct Address {
    /// Whether it names a scheme or a host: what is elsewhere.
    let isRemote: Bool
    let path: Substring
    /// Whether a browser would run what it says, or show a document that it holds.
    let isProgram: Bool
    /// `?query` and `#fragment`.
    let suffix: Substring

    init(_ url: String) {
        let end = url.firstIndex { $0 == "?" || $0 == "#" } ?? url.endIndex
        path = url[..<end]
        suffix = url[end...]
        let scheme = path.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        let hasScheme = scheme.first?.isLetter == true && path[scheme.endIndex...].hasPrefix(":")
        isRemote = hasScheme || path.hasPrefix("//")
        let name = hasScheme ? scheme.lowercased() : ""
        isProgram =
            ["javascript", "vbscript"].contains(name)
            || name == "data" && !url.dropFirst(scheme.count + 1).lowercased().hasPrefix("image/")
    }

    private var name: Substring { path.split(separator: "/", omittingEmptySubsequences: false).last ?? "" }

    /// The file’s name without its extension.
    var stem: String { FileName(name).stem }

    /// The same without percent signs: as the file system has it.
    var decodedStem: String { FileName(SitePath.withoutPercentSigns(name)?[...] ?? name).stem }

    /// The address with another extension.
    func replacingExtension(with new: String) -> String {
        "\(path.dropLast(name.count))\(stem).\(new)\(suffix)"
    }
}
