import Foundation
import Gradfig
import Scene

/// The repository's own templates are the fixtures.
enum Fixtures {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func softmax(classes: Int? = nil) throws -> FigureSet {
        let path = "Templates/softmax-with-loss.yaml"
        let text = try String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
        return try FigureSet(SourceText(text, name: path), classes: classes)
    }

    /// A set of figures from a template's text.
    static func set(_ text: String) throws -> FigureSet { try FigureSet(SourceText(text, name: "test.yaml")) }

    static let renderer = Result { try FigureRenderer() }

    /// The scenes of all figures of a set, by id.
    static func scenes(_ set: FigureSet) throws -> [String: Scene] {
        let scenes = try renderer.get().scenes(of: set.figures, in: set)
        return Dictionary(uniqueKeysWithValues: scenes.map { ($0.id, $0) })
    }

    /// The scenes of the softmax template for 2 to 10 classes, drawn once.
    static let softmaxScenes = Result {
        Dictionary(uniqueKeysWithValues: try (2...10).map { ($0, try scenes(softmax(classes: $0))) })
    }
}
