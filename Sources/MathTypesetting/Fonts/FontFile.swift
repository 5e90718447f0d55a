#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A font known by its file's name, wherever it is installed, or by its path.
public struct FontFile: Hashable, Sendable {
    /// The file's name; a path, if there is a slash in it.
    public let name: String
    /// The Debian packages that install it or fonts like it.
    public let debianPackages: [String]

    public init(name: String, debianPackages: [String] = []) {
        self.name = name
        self.debianPackages = debianPackages
    }

    public static let latinModernMath = FontFile(
        name: "latinmodern-math.otf", debianPackages: ["fonts-lmodern"])
    public static let latinModernRoman = FontFile(
        name: "lmroman12-regular.otf", debianPackages: ["fonts-lmodern"])

    /// A font by what a person calls it who wants to set mathematics in it.
    public static func mathFont(named name: String) -> FontFile {
        FontFile(name: name, debianPackages: FontPackages.mathematics)
    }

    /// The environment variable with folders to look in first, separated by colons.
    public static let pathVariable = "GRADFIG_FONT_PATH"

    /// The path, if that is its name; otherwise that of the installed file: the first in the user's folders, then the
    /// system's, each with the folders in it.
    ///
    /// The usual folders are walked without fontconfig, whose start alone takes longer than setting a page.
    public func locate() throws(FontError) -> String {
        if name.contains("/") { return name }
        let folders = Self.usualFolders
        for folder in folders {
            if let path = find(in: folder, deeper: 4) { return path }
        }
        throw FontError.notFound(self, searched: folders)
    }

    /// The folders that the user names.
    static var chosenFolders: [String] {
        guard let chosen = getenv(pathVariable) else { return [] }
        return String(cString: chosen).split(separator: ":").map(String.init)
    }

    private static var usualFolders: [String] {
        var folders = chosenFolders
        if let home = getenv("HOME").map({ String(cString: $0) }) {
            folders += [home + "/.local/share/fonts", home + "/.fonts", home + "/Library/Fonts"]
        }
        return folders + [
            "/usr/local/share/fonts", "/usr/share/texmf/fonts/opentype", "/usr/share/fonts",
            "/usr/share/texlive/texmf-dist/fonts/opentype", "/Library/Fonts", "/opt/homebrew/share/fonts",
        ]
    }

    /// Looks in a folder, then in the folders in it by name. The limit on depth also ends circles of links.
    private func find(in folder: String, deeper: Int) -> String? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var subfolders: [String] = []
        while let entry = readdir(stream) {
            let entryName = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if entryName == name { return folder + "/" + name }
            let mayBeFolder = Int(entry.pointee.d_type) != Int(DT_REG) && !entryName.hasPrefix(".")
            if mayBeFolder { subfolders.append(folder + "/" + entryName) }
        }
        guard deeper > 0 else { return nil }
        for subfolder in subfolders.sorted() {
            if let path = find(in: subfolder, deeper: deeper - 1) { return path }
        }
        return nil
    }
}
