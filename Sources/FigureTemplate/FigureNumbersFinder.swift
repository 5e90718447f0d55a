import ComputationalGraph
import Diagnostics
import Symbolic

/// Finds the numbers of a template's figures.
public struct FigureNumbersFinder {
    private var known: [Known: Numbers] = [:]
    /// The graphs in which each value has its own node.
    private var graphs: [Written: ComputationalGraph] = [:]
    /// The names in numbers for several figures, with whether a figure has such an input, and if not what is wrong.
    private var shared: [(name: SourceSlice, isKnown: Bool, error: Diagnostic?)] = []
    /// Numbers for several figures that none can take, as far as is known.
    private var unused: Diagnostic?
    private var isUsed = false
    /// Where numbers are asked for, of several figures.
    private var asked: SourceSlice?

    private struct Known: Hashable {
        let view: ModelView
        let inputs: [Symbol: Number]
    }

    private struct Written: Hashable {
        let view: ModelView
        let given: [String]
    }

    public init() {}

    /// The numbers of a figure; nil where it shows none.
    ///
    /// - Throws: a `Diagnostic` for what is no input, and where what the figure shows has no number.
    public mutating func numbers(
        _ specification: FigureSpecification, of figure: Figure, in graph: ComputationalGraph
    ) throws -> FigureNumbers? {
        do {
            return try required(specification, figure, graph)
        } catch  where specification.isAskedWithNumbers == false {
            return nil
        }
    }

    /// How many values a figure with numbers has of what has any number in the template and is drawn one by one, as the lists
    /// of its numbers tell; none where it shows any number, or where these are for others.
    ///
    /// - Throws: a `Diagnostic` for lists that don't fit each other, and where none tells it.
    public func lastValues(
        _ specification: FigureSpecification, in graph: ComputationalGraph
    ) throws -> [String: Int] {
        let given = specification.numbers.compactMap(\.at)
        guard !graph.canHaveNumbers, !given.isEmpty, specification.classes?.isAny != true,
            specification.numbers.compactMap(\.show).last?.content != .symbols
        else { return [:] }
        do {
            return try graph.counts(by: given)
        } catch  where given.allSatisfy(\.isShared) || specification.isAskedWithNumbers == false {
            return [:]
        }
    }

    private mutating func required(
        _ specification: FigureSpecification, _ figure: Figure, _ graph: ComputationalGraph
    ) throws -> FigureNumbers? {
        let show = specification.numbers.compactMap(\.show).last
        let given = specification.numbers.compactMap(\.at)
        guard let last = given.last else {
            if let show, show.content != .symbols {
                if specification.numbers.dropFirst().first?.show?.place.range == show.place.range {
                    throw Self.nothingToShow(show.place)
                }
                asked = show.place
            }
            return nil
        }
        guard graph.canHaveNumbers else {
            if show?.content == .symbols { return nil }
            let error = last.place.error(
                "the figure ‘\(figure.id)’ shows any number of values, which have no numbers",
                suggestion: "say how many there are, as in ‘classes: 3’; or ‘show: symbols’")
            if given.contains(where: { !$0.isShared }) || specification.isAskedWithNumbers == true {
                throw error
            }
            unused = unused ?? error
            return nil
        }
        isUsed = true
        let used = given.map { entries($0, in: graph) }
        let place = Written(view: figure.view, given: used.map(\.content))
        let writtenOut = try graphs[place] ?? graph.writtenOut(for: used)
        graphs[place] = writtenOut
        var inputs: [Symbol: Number] = [:]
        for numbers in used { inputs.merge(try writtenOut.inputs(numbers)) { $1 } }
        if show?.content == .symbols { return nil }
        let key = Known(view: figure.view, inputs: inputs)
        let numbers = try known[key] ?? writtenOut.numbers(at: inputs)
        known[key] = numbers
        let result = FigureNumbers(
            numbers, of: graph, format: NumberFormat(digits: specification.numbers.compactMap(\.digits).last),
            hasSymbols: show?.content == .both, place: last.place)
        try check(figure, result, graph)
        return result
    }

    /// Checks that there is a number for all that the figure shows.
    private func check(_ figure: Figure, _ numbers: FigureNumbers, _ graph: ComputationalGraph) throws {
        let forward = figure.forward.sorted().map { edge in
            (value: Numbers.Value.node(graph.edges[edge].source), name: graph.edges[edge].forward.plain)
        }
        let backward = figure.backward.sorted().reversed().map { edge in
            (value: Numbers.Value.gradient([edge]), name: graph.edges[edge].backward?.plain ?? "")
        }
        let missing = numbers.missing(for: (forward + backward).map(\.value))
        if let error = numbers.numbers.error(missing, for: "the figure ‘\(figure.id)’", at: numbers.place) {
            throw error
        }
        for (value, name) in forward + backward { _ = try numbers.array(of: value, called: name) }
    }

    /// The numbers for inputs of a graph: of those for several figures one may lack some.
    private mutating func entries(_ given: InputNumbers, in graph: ComputationalGraph) -> InputNumbers {
        guard given.isShared else { return given }
        var entries: [InputNumbers.Entry] = []
        for entry in given.entries {
            let index =
                shared.firstIndex { $0.name.source === entry.name.source && $0.name.range == entry.name.range }
                ?? shared.count
            if index == shared.count { shared.append((entry.name, false, nil)) }
            if graph.hasInput(entry.name) {
                shared[index].isKnown = true
                entries.append(entry)
            } else {
                do { _ = try graph.input(entry.name) } catch { shared[index].error = error as? Diagnostic }
            }
        }
        return InputNumbers(entries, at: given.place, isShared: true)
    }

    /// Checks names in what is said of several figures, where not all of these are known.
    ///
    /// - Throws: a `Diagnostic` for a name that is none in any of some graphs.
    public func checkNames(in graphs: some Sequence<ComputationalGraph>) throws {
        for (name, isKnown, error) in shared where !isKnown && !graphs.contains(where: { $0.hasInput(name) }) {
            if let error { throw error }
        }
    }

    /// Checks what is said of several figures.
    ///
    /// - Throws: a `Diagnostic` for what is right for none of them.
    public func finish() throws {
        for (_, isKnown, error) in shared where !isKnown {
            if let error { throw error }
        }
        if isUsed { return }
        if let unused { throw unused }
        if let asked { throw Self.nothingToShow(asked) }
    }

    private static func nothingToShow(_ place: SourceSlice) -> Diagnostic {
        place.error("there are no numbers to show", suggestion: "give them with ‘at’, as in ‘at: { x: 0.5 }’")
    }
}
