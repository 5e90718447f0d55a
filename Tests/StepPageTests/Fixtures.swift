import Foundation
import Gradfig
import StepPage

/// Pages of the repository's own template, made once.
enum Fixtures {
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The page of the Softmax-with-Loss layer.
    static let page = Result { try page(of: softmax()) }

    static func softmax(classes: Int? = nil, language: String? = nil) throws -> FigureSet {
        let path = "Templates/softmax-with-loss.yaml"
        let text = try String(contentsOf: package.appending(path: path), encoding: .utf8)
        return try FigureSet(
            Template(
                SourceText(text, name: path), classes: classes.map(ClassCount.number), language: language))
    }

    static func page(of set: FigureSet, id: String = "f") throws -> StepPage {
        try renderer.get().stepPage(to: set.template.pages[0].figure.id, of: set, id: id)
    }

    static let renderer = Result { try FigureRenderer() }
}
