import Foundation

extension Bench {
    /// Runs a program, and waits for its end without a pause: Foundation's `Process` looks only now and then whether it
    /// has come.
    ///
    /// - Parameter output: the file that its output goes into.
    func run(_ program: String, _ arguments: [String], output: String = "/dev/null") throws {
        let words = [program] + arguments
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        var status: Int32 = 0
        guard posix_spawnp(&child, program, &actions, nil, &pointers, environ) == 0,
            waitpid(child, &status, 0) == child, status == 0
        else { throw BenchError(failed: words.joined(separator: " ")) }
    }
}
