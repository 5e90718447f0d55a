/// The name of a file, without folders, in two. A dot at its start begins no extension.
package struct FileName {
    package let stem: String
    package let fileExtension: String

    package init(_ name: some StringProtocol) {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
            (stem, fileExtension) = (String(name), "")
            return
        }
        stem = String(name[..<dot])
        fileExtension = String(name[dot...].dropFirst())
    }
}
