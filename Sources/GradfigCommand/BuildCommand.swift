import ArgumentParser
import Foundation
import Gradfig

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Writes the figures and equations of templates as files.",
        discussion: """
            Example: figure A.5 for four classes, as SVG only, into figures/:

              gradfig build --only A.5 --classes 4 --format svg --output figures
            """)

    @Argument(help: ArgumentHelp("The templates; by default all in Templates/.", valueName: "template"))
    var templates: [String] = []

    @Option(help: "The folder to write to.")
    var output = "output"

    @Option(parsing: .upToNextOption, help: "The formats to write.")
    var format: [FigureFormat] = [.svg, .png]

    @Option(parsing: .upToNextOption, help: "The figures and equations to write, by id; by default all.")
    var only: [String] = []

    @Option(parsing: .unconditional, help: "How many classes to draw, instead of the template’s index range.")
    var classes: Int?

    @Option(help: "Pixels per point in PNG files.")
    var scale = 2.0

    @Option(help: "The OpenType math font to set values in: a path, or the name of an installed file.")
    var mathFont: String?

    @Option(help: "The font to set layers’ names in, likewise.")
    var textFont: String?

    @Flag(help: "Leave the background out.")
    var transparent = false

    @Flag(help: "Add values and names to SVG files as text that can be selected and searched.")
    var text = false

    @Flag(help: "Write nothing; name the files that are missing or differ, and exit with 1 if there are any.")
    var check = false

    func validate() throws {
        guard !output.isEmpty else { throw ValidationError("--output is a folder, such as ‘figures’.") }
        guard scale > 0, scale <= 100 else { throw ValidationError("--scale is a number between 0 and 100.") }
    }

    func run() throws {
        try reportingErrors {
            let paths = try TemplateOptions.paths(templates)
            let sets = try TemplateOptions.read(paths, classes: classes)
            try check(sets)
            let renderer = try FigureRenderer(
                mathFont: mathFont.map { try MathFont(path: FontFile.path(of: $0)) },
                textFont: textFont.map { try TextFont(path: FontFile.path(of: $0)) })
            let options = RenderingOptions(scale: scale, isTransparent: transparent, hasSelectableText: text)
            // All is drawn before anything is written: a figure that fails leaves every old file as it was.
            let rendered = try sets.flatMap { set in
                let figures = set.figures.filter { only.isEmpty || only.contains($0.id) }
                let equations = set.template.equations.filter { only.isEmpty || only.contains($0.id) }
                return try renderer.render(figures, of: set, as: format, options: options)
                    + renderer.render(equations, as: format, options: options)
            }
            warnOfMissingCharacters(in: rendered)
            let files = rendered.map { (path: "\(output)/\($0.id).\($0.format.rawValue)", bytes: $0.bytes) }
            if check { try compare(files) } else { try write(files) }
        }
    }

    /// Every id names one figure, and `--only` names figures that there are.
    private func check(_ sets: [FigureSet]) throws {
        var places: [String: SourceSlice] = [:]
        for set in sets {
            for (id, place) in set.template.files {
                if let other = places.updateValue(place, forKey: id) {
                    throw place.error("the figure ‘\(id)’ is also defined in \(other.source.name)")
                }
            }
        }
        for id in only where places[id] == nil {
            throw SourceSlice(id, name: "--only").error(
                "there is no figure ‘\(id)’", suggestion: didYouMean(id, among: places.keys))
        }
    }

    private func write(_ files: [(path: String, bytes: [UInt8])]) throws {
        try makeFolder(output)
        let isTerminal = isatty(STDOUT_FILENO) == 1
        for (path, bytes) in files {
            try writeFile(bytes, to: path)
            if isTerminal { print(path) }
        }
    }

    private func compare(_ files: [(path: String, bytes: [UInt8])]) throws {
        var isCurrent = true
        for (path, bytes) in files {
            let old = try readIfPresent(path)
            guard old != bytes else { continue }
            printError("\(path): \(old == nil ? "missing" : "differs from what its template gives")")
            isCurrent = false
        }
        if !isCurrent { throw ExitCode.outOfDate }
    }
}

extension FigureFormat: ExpressibleByArgument {}
