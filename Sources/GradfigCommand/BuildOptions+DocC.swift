import Foundation
import Gradfig

extension BuildOptions {
    /// The names of files in the folder that DocC would take for a figure of the build, though they are in another
    /// format: it makes one image of all files with one stem.
    func rivals(of build: FigureBuild) -> [String] {
        guard naming == .docc else { return [] }
        let ids = Set(files(of: build).map(\.id))
        let formats = Set(["svg", "png", "jpg", "jpeg", "gif"]).subtracting(format.map(\.rawValue))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
        return names.sorted().filter { name in
            guard let dot = name.lastIndex(of: ".") else { return false }
            return formats.contains(String(name[dot...].dropFirst()))
                && ids.contains(naming.id(ofStem: String(name[..<dot])))
        }
    }
}
