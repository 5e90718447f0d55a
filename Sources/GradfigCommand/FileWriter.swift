import Synchronization

/// Writes a file whole or not at all: a reader sees the old bytes or the new ones.
///
/// It doesn't wait for the disk, which takes longer than to draw the figure.
func writeFile(_ bytes: [UInt8], to path: String) throws { try writeFiles([(path, bytes)]) }

/// Writes files: all or none.
func writeFiles(_ files: [(path: String, bytes: [UInt8])]) throws {
    let writer = FileWriter()
    for file in files { try writer.add(file.bytes, at: file.path) }
    try writer.finish()
}

/// Writes files. None has its name before all are written: a full disk leaves the old files as they were. Usable from all
/// threads.
final class FileWriter: Sendable {
    /// Nothing is written before there is so much of it: few files are all in memory before the first is begun.
    private static let mostBytes = 16_000_000

    /// The folder to make, where it is missing.
    private let folder: String?
    private let state = Mutex(State())

    private struct State {
        var waiting: [(path: String, bytes: [UInt8])] = []
        var byteCount = 0
        var unfinished: [UnfinishedFile] = []
        /// Those where nothing is that earlier processes left.
        var cleanFolders: Set<String> = []
    }

    init(into folder: String? = nil) { self.folder = folder }

    func add(_ bytes: [UInt8], at path: String) throws {
        try state.withLock { state in
            state.waiting.append((path, bytes))
            state.byteCount += bytes.count
            if state.byteCount > Self.mostBytes { try write(&state) }
        }
    }

    /// Gives all files their names, in the order in which they came.
    func finish() throws {
        try state.withLock { state in
            try write(&state)
            var new: [String] = []
            do {
                for file in state.unfinished {
                    try file.finish()
                    new.append(file.path)
                }
            } catch {
                discard(state.unfinished.dropFirst(new.count))
                throw new.isEmpty ? error : FileError("\(error); already new: \(new.joined(separator: ", "))")
            }
        }
    }

    /// Takes away what is written, where not all can be.
    func discard() {
        state.withLock { state in
            discard(state.unfinished[...])
            state = State()
        }
    }

    private func discard(_ files: ArraySlice<UnfinishedFile>) { for file in files { file.discard() } }

    private func write(_ state: inout State) throws {
        if state.waiting.isEmpty { return }
        do {
            if let folder { try makeFolder(folder) }
            for folder in Set(state.waiting.map { UnfinishedFile.folder(of: $0.path) })
            where state.cleanFolders.insert(folder).inserted {
                UnfinishedFile.removeLeftOver(in: folder)
            }
            for file in state.waiting {
                state.unfinished.append(try UnfinishedFile(file.bytes, path: file.path))
            }
            state.waiting = []
            state.byteCount = 0
        } catch {
            discard(state.unfinished[...])
            throw error
        }
    }
}
