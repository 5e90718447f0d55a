/// The address of a picture, in its parts (RFC 3986, section 3).
struct PictureReference {
    /// Whether it names a scheme or a host: a picture from elsewhere.
    let isRemote: Bool
    let path: Substring
    /// `?query` and `#fragment`.
    let suffix: Substring

    init(_ url: String) {
        let end = url.firstIndex { $0 == "?" || $0 == "#" } ?? url.endIndex
        path = url[..<end]
        suffix = url[end...]
        let scheme = path.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        let hasScheme = scheme.first?.isLetter == true && path[scheme.endIndex...].hasPrefix(":")
        isRemote = hasScheme || path.hasPrefix("//")
    }

    /// The file’s name without its extension.
    var stem: String {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
        return String(name[..<dot])
    }

    /// The address with another extension.
    func replacingExtension(with new: String) -> String {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return "\(path.dropLast(name.count))\(stem).\(new)\(suffix)"
    }
}
