import ArgumentParser
import Foundation
import Gradfig

extension ExitCode {
    /// `check` found files that are not up to date.
    static let outOfDate = ExitCode(1)
    /// An error in a template or in what was asked of it (EX_DATAERR).
    static let badTemplate = ExitCode(65)
    /// A failed check of our own (EX_SOFTWARE).
    static let internalError = ExitCode(70)
    /// The system gives too little memory (EX_OSERR).
    static let tooLittleMemory = ExitCode(71)
    /// A file can't be read or written, or a font is missing (EX_IOERR).
    static let inputOutput = ExitCode(74)
}

/// Runs a command's work; if it fails, prints what went wrong and exits with its code.
func reportingErrors(_ work: () throws -> Void) throws {
    do { try work() } catch { throw report(error) }
}

/// Prints an error, and says with which code to exit; of several errors the first one's.
func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode:
        return code
    case let failures as Failures:
        let codes = failures.errors.map(report)
        if failures.untold > 0 { printError("and \(failures.untold) more like these") }
        return codes[0]
    case is Diagnostic:
        printError("\(error)")
        return .badTemplate
    case _ where error is LayoutError || (error as? DrawingError)?.isOfSize == true:
        printError("error: \(error)")
        return .badTemplate
    case let graphviz as GraphvizError where graphviz.isOfInstallation:
        printError(
            "error: Graphviz can’t load its plugins; install it again (Debian: apt-get install --reinstall libgvc6)"
        )
        return .inputOutput
    case is FileError, is FontError:
        printError("error: \(error)")
        return .inputOutput
    default:
        printError("internal error: \(error)")
        return .internalError
    }
}
