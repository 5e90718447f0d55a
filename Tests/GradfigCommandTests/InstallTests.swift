import Foundation
import Testing

/// What `make install` puts in its place.
@Suite(
    .enabled(
        if: Workspace.hasPrograms("make", "strip", "python3"), "make, binutils or python3 are not installed"))
struct InstallTests {
    private let workspace: Workspace
    private let command = Workspace.products.appending(path: "gradfig").path

    init() throws { workspace = try Workspace(["squared-error"]) }

    /// Runs a target of the Makefile on the command that is tested, with a folder here as the system.
    private func make(_ target: String) throws -> Outcome {
        try workspace.shell(
            "make --silent -C '\(Workspace.package.path)' \(target) COMMAND='\(command)' PREFIX=/usr "
                + "DESTDIR='\(workspace.url.path)/system'")
    }

    @Test func `the installed command writes the same bytes`() throws {
        #expect(try make("install").exitCode == 0)
        #expect(try workspace.shell("system/usr/bin/gradfig build --output installed") == .silence)
        #expect(try workspace.gradfig("build") == .silence)
        #expect(try workspace.files(in: "installed") == workspace.files(in: "output"))
    }

    @Test func `each command has a page, and each shell its completions`() throws {
        #expect(try make("install").exitCode == 0)
        let share = "system/usr/share"
        #expect(
            workspace.names(in: "\(share)/man/man1")
                == [
                    "gradfig-build.1", "gradfig-check.1", "gradfig-docs.1", "gradfig-equation.1",
                    "gradfig-explain.1", "gradfig-init.1",
                    "gradfig-list.1", "gradfig-phrases.1", "gradfig-values.1", "gradfig-watch.1", "gradfig.1",
                ])
        let page = try workspace.text("\(share)/man/man1/gradfig-check.1")
        #expect(page.contains(".SH NAME\ngradfig\\-check \\- Tells which figures are not up to date"))
        #expect(
            page.contains(".TP\n\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fIoutput\\fR\nThe folder of the figures."))
        for file in ["bash-completion/completions/gradfig", "zsh/site-functions/_gradfig"] {
            #expect(try workspace.text("\(share)/\(file)").contains("deps-format"))
        }
        #expect(try workspace.text("\(share)/fish/vendor_completions.d/gradfig.fish").contains("deps-format"))
    }

    @Test func `Tab completes templates`() throws {
        #expect(try make("install").exitCode == 0)
        let lines = """
            . system/usr/share/bash-completion/completions/gradfig
            COMP_WORDS=(gradfig build Templates/squ) COMP_CWORD=2
            COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
            shopt -s extglob
            _gradfig gradfig Templates/squ build
            echo "${COMPREPLY[@]}"
            """
        try workspace.write(lines, to: "complete.bash")
        #expect(try workspace.shell("bash complete.bash") == Outcome(output: "Templates/squared-error.yaml\n"))
    }

    @Test func `nothing is left of it`() throws {
        #expect(try make("install").exitCode == 0)
        #expect(try make("uninstall").exitCode == 0)
        #expect(try workspace.shell("find system -type f") == .silence)
    }
}
