/// A path inside the output folder: names of folders and of a file, none of them `.` or `..`.
public struct SitePath: Hashable, Sendable, CustomStringConvertible {
    public private(set) var components: [String]

    /// A path that is inside already, such as `guide/appendix.md`.
    ///
    /// - Returns: nil if it is empty, absolute, or leaves the folder.
    public init?(_ path: String) { self.init(path, in: []) }

    /// Where a relative reference in a document leads, percent signs resolved.
    ///
    /// - Returns: nil if that is not inside the output folder.
    init?(reference: Substring, from document: SitePath) {
        guard let path = Self.withoutPercentSigns(reference) else { return nil }
        self.init(path, in: document.components.dropLast())
    }

    private init?(_ path: String, in folder: [String]) {
        guard !path.hasPrefix("/"), !path.hasSuffix("/"), path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        components = folder
        for name in path.split(separator: "/") where name != "." {
            if name != ".." {
                components.append(String(name))
            } else if components.popLast() == nil {
                return nil
            }
        }
        guard components.count > 0, !path.hasSuffix("/."), !path.hasSuffix("..") else { return nil }
    }

    public var description: String { components.joined(separator: "/") }

    /// The address of a file in this file's folder, or below it.
    func address(from document: SitePath) -> String {
        components.dropFirst(document.components.count - 1).joined(separator: "/")
            .replacing("%", with: "%25").replacing("?", with: "%3F").replacing("#", with: "%23")
    }

    var fileName: FileName { FileName(components[components.count - 1]) }

    public func replacingExtension(with new: String) -> SitePath {
        var path = self
        path.components[components.count - 1] = "\(fileName.stem).\(new)"
        return path
    }

    /// A file in the folder of this one, or in a folder there.
    func sibling(_ names: String...) -> SitePath {
        var path = self
        path.components.replaceSubrange((components.count - 1)..., with: names)
        return path
    }

    static func withoutPercentSigns(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
