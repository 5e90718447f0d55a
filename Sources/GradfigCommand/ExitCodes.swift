import ArgumentParser
import Foundation
import Gradfig

extension ExitCode {
    /// `build --check` found files that are missing or differ.
    static let outOfDate = ExitCode(1)
    /// An error in a template or in what was asked of it (EX_DATAERR).
    static let badTemplate = ExitCode(65)
    /// A failed check of our own (EX_SOFTWARE).
    static let internalError = ExitCode(70)
    /// A file can't be read or written, or a font is missing (EX_IOERR).
    static let inputOutput = ExitCode(74)
}

/// Runs a command's work, prints what went wrong, and exits with its code.
func reportingErrors(_ work: () throws -> Void) throws {
    func fail(_ message: String, _ code: ExitCode) -> ExitCode {
        printError(message)
        return code
    }
    do {
        try work()
    } catch let code as ExitCode {
        throw code
    } catch let error as Diagnostic {
        throw fail("\(error)", .badTemplate)
    } catch let error as FileError {
        throw fail("error: \(error)", .inputOutput)
    } catch let error as FontError {
        throw fail("error: \(error)", .inputOutput)
    } catch {
        throw fail("internal error: \(error)", .internalError)
    }
}

func printError(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
}
