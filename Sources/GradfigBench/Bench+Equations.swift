import Foundation
import Gradfig

extension Bench {
    /// A formula in the languages of the typesetters.
    private struct Formula: Decodable {
        let id: String
        let tex: String
    }

    /// The template's equations: beside other typesetters, as Scripts/bench-equations.py runs them.
    func compareEquations() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "Scripts/bench-equations.json"))
        let formulas = try JSONDecoder().decode([Formula].self, from: data)
        print(
            "\n\(formulas.count) equations as SVG, in milliseconds: cold, from the start of a process to the files, "
                + "median of \(runs) runs in turn; warm, for each formula")
        print(row(["", "cold", "warm"]))

        let peers = FileManager.default.fileExists(atPath: python) ? ["typst", "ziamath", "mathtext"] : []
        let times = try (0..<runs).map { _ in
            try [coldTime(formulas)] + peers.map { peer in try seconds { try runPeer(peer, "cold", folder) } }
        }
        let warm = try [warmTime(formulas)] + peers.map(peerWarmTime)
        for (index, name) in (["gradfig"] + peers).enumerated() {
            print(row([name, milliseconds(median(times.map { $0[index] })), precise(warm[index])]))
        }
        if peers.isEmpty { print("  no \(python): Scripts/install-bench-peers could not install from PyPI") }
        try printStages(formulas)
    }

    /// The command, which also reads the template and checks that its equations hold.
    private func coldTime(_ formulas: [Formula]) throws -> Double {
        try seconds {
            try run(
                gradfig,
                ["build", template, "--force", "--format", "svg", "--output", folder, "--only"]
                    + formulas.map(\.id))
        }
    }

    private func warmTime(_ formulas: [Formula]) throws -> Double {
        let renderer = try FigureRenderer()
        return try warmTime(formulas) { formula, size in
            _ = try renderer.render(
                MathNode(tex: SourceSlice(formula.tex)), plain: formula.tex, size: size)
        }
    }

    /// Where the time of a formula goes.
    private func printStages(_ formulas: [Formula]) throws {
        let font = try MathFont()
        let parse = try warmTime(formulas) { formula, _ in _ = try MathNode(tex: SourceSlice(formula.tex)) }
        let both = try warmTime(formulas) { formula, size in
            _ = try font.layout(MathNode(tex: SourceSlice(formula.tex)), size: size, style: .display)
        }
        let all = try warmTime(formulas)
        print(
            "  gradfig, warm: parse \(precise(parse)), lay out \(precise(both - parse)), write SVG "
                + precise(all - both))
    }

    /// The seconds for each formula when all is loaded. As in the script, each round has a size of its own.
    private func warmTime(_ formulas: [Formula], _ set: (Formula, _ size: Double) throws -> Void) rethrows
        -> Double
    {
        let rounds = 200
        for formula in formulas { try set(formula, 12) }
        let all = try seconds {
            for round in 1...rounds {
                for formula in formulas { try set(formula, 12 + Double(round) / 1000) }
            }
        }
        return all / Double(rounds * formulas.count)
    }

    private func peerWarmTime(_ peer: String) throws -> Double {
        let output = "\(folder)/time"
        try run(python, ["Scripts/bench-equations.py", peer, "warm"], output: output)
        let text = try String(contentsOfFile: output, encoding: .utf8)
        guard let time = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchError(failed: "\(peer): \(text)")
        }
        return time / 1000
    }

    private func runPeer(_ arguments: String...) throws {
        try run(python, ["Scripts/bench-equations.py"] + arguments)
    }

    private func precise(_ seconds: Double) -> String { String(format: "%.3f", seconds * 1000) }

    var python: String { ".build/bench-peers/bin/python" }
}
