/// The name of a file, without folders, in two. A dot at its start begins no extension.
struct FileName {
    let stem: String
    let fileExtension: String

    init(_ name: some StringProtocol) {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
            (stem, fileExtension) = (String(name), "")
            return
        }
        stem = String(name[..<dot])
        fileExtension = String(name[dot...].dropFirst())
    }
}
