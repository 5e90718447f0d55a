import ArgumentParser
import Foundation
import Gradfig

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Writes the figures of templates as files.",
        discussion: """
            Example: figure A.5 for four classes, as SVG only, into figures/:

              gradfig build Templates/softmax-with-loss.yaml --only A.5 --classes 4 --format svg --output figures
            """)

    @Argument(help: ArgumentHelp("The templates; by default all in Templates/.", valueName: "template"))
    var templates: [String] = []

    @Option(help: "The folder to write to.")
    var output = "output"

    @Option(parsing: .upToNextOption, help: "The formats to write: svg, png, pdf, dot.")
    var format: [FigureFormat] = [.svg, .png]

    @Option(parsing: .upToNextOption, help: "The figures to write, by id; by default all.")
    var only: [String] = []

    @Option(help: "How many classes to draw, instead of the template’s index range.")
    var classes: Int?

    @Option(help: "Pixels per point in PNG files.")
    var scale = 2.0

    @Flag(help: "Leave the background of PNG files transparent.")
    var transparent = false

    @Flag(help: "Write nothing; name the files that are missing or differ, and exit with 1 if there are any.")
    var check = false

    func validate() throws {
        guard scale > 0, scale <= 100 else { throw ValidationError("--scale is a number between 0 and 100.") }
    }

    func run() throws {
        try reportingErrors {
            let paths = try TemplateOptions.paths(templates)
            let sets = try TemplateOptions.read(paths, classes: classes)
            let selected = try select(sets)
            let renderer = try FigureRenderer()
            let options = RenderingOptions(scale: scale, isTransparent: transparent)
            // All is drawn before anything is written: a figure that fails leaves every old file as it was.
            let jobs = selected.flatMap { set, figure in format.map { (set, figure, $0) } }
            let files = try renderer.render(jobs.map { (figure: $1, set: $0, format: $2) }, options: options)
            let named = zip(jobs, files).map { ("\(output)/\($0.1.id).\($0.2.rawValue)", $1) }
            if check { try compare(named) } else { try write(named) }
        }
    }

    /// The figures to draw, each with its template; every id once.
    private func select(_ sets: [FigureSet]) throws -> [(FigureSet, Figure)] {
        let all = sets.flatMap { set in set.figures.map { (set, $0) } }
        var places: [String: SourceSlice] = [:]
        for (set, figure) in all {
            let place = set.place(of: figure)
            if let other = places.updateValue(place, forKey: figure.id) {
                throw place.error("the figure ‘\(figure.id)’ is also defined in \(other.source.name)")
            }
        }
        for id in only where places[id] == nil {
            throw SourceSlice(id, name: "--only").error(
                "there is no figure ‘\(id)’", suggestion: didYouMean(id, among: places.keys))
        }
        return only.isEmpty ? all : all.filter { only.contains($0.1.id) }
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
