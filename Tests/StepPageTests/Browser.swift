import Foundation

/// Chromium without a window, driven over HTTP by its driver (W3C WebDriver, and Chromium's own commands).
struct Browser {
    private let port: UInt16
    /// The path of all that is asked of it.
    private let session: String

    /// Whether the driver is there. `make test-browser` installs it.
    static let isInstalled = driver != nil
    private static let driver = ["/usr/bin", "/usr/local/bin"].map { "\($0)/chromedriver" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Runs a browser for as long as it is used.
    static func use<Value>(_ body: (Browser) throws -> Value) throws -> Value {
        let process = Process()
        // The driver ends with the tests, however these end, and Chromium with it.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments = ["--pdeathsig", "KILL", driver ?? "", "--port=0"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            // It has inherited a mask that blocks every signal that can be blocked.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let port = try port(saidOn: output.fileHandleForReading)
        let browser = try Browser(drivenFrom: port)
        // Whatever happens, Chromium ends with its session.
        let result = Result { try body(browser) }
        try browser.request("DELETE", "")
        return try result.get()
    }

    /// The driver takes a free port, and says which.
    private static func port(saidOn output: FileHandle) throws -> UInt16 {
        var text = ""
        while case let data = output.availableData, !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            if let match = text.firstMatch(of: /started successfully on port (\d+)/) {
                return UInt16(match.1) ?? 0
            }
        }
        throw Failure(description: "the driver did not start: \(text)")
    }

    private init(drivenFrom port: UInt16) throws {
        self.port = port
        // The pipe is closed when the driver ends, and Chromium ends with it.
        var arguments = ["--headless=new", "--disable-gpu", "--remote-debugging-pipe"]
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        let options: [String: Any] = ["args": arguments]
        let capabilities: [String: Any] = [
            "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"],
        ]
        struct Session: Decodable { let sessionId: String }
        let answer = try Self.send(
            "POST", "/session", to: port, ["capabilities": ["alwaysMatch": capabilities] as [String: Any]])
        session = "/session/\(try Self.value(Session.self, of: answer).sessionId)"
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    // MARK: Pages

    /// Opens a page as a file of its own, and waits until it has loaded.
    func open(_ page: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "gradfig-\(UUID().uuidString).html")
        try Data(page.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try request("POST", "url", ["url": file.absoluteString])
    }

    /// What an expression of JavaScript is.
    func value<Value: Decodable>(_ expression: String, as type: Value.Type = Value.self) throws -> Value {
        let nothing: [String] = []
        let answer = try request(
            "POST", "execute/sync", ["script": "return \(expression)", "args": nothing])
        return try Self.value(type, of: answer)
    }

    /// Runs a statement of JavaScript.
    func run(_ statement: String) throws {
        let nothing: [String] = []
        try request("POST", "execute/sync", ["script": statement, "args": nothing])
    }

    /// Waits until an expression of JavaScript is true, at most for ten seconds.
    func wait(until expression: String) throws {
        let end = ContinuousClock.now + .seconds(10)
        while try !value(expression, as: Bool.self) {
            guard ContinuousClock.now < end else { throw Failure(description: "never true: \(expression)") }
            usleep(20_000)
        }
    }

    /// What the page wrote on the console, errors too.
    func messages() throws -> [String] {
        struct Entry: Decodable { let message: String }
        let answer = try request("POST", "se/log", ["type": "browser"])
        return try Self.value([Entry].self, of: answer).map(\.message)
    }

    // MARK: Hands

    func click(_ selector: String) throws {
        try request("POST", "element/\(element(selector))/click", [:])
    }

    /// Moves the pointer to the middle of an element.
    func point(at selector: String) throws {
        let origin = ["element-6066-11e4-a52e-4f735466cecf": try element(selector)]
        let move: [String: Any] = [
            "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": origin,
        ]
        try act(["type": "pointer", "id": "mouse", "actions": [move]])
    }

    /// Presses a key, as WebDriver numbers those without a character (§17.4.2).
    func press(_ key: Key) throws {
        let actions = ["keyDown", "keyUp"].map { ["type": $0, "value": key.rawValue] }
        try act(["type": "key", "id": "keyboard", "actions": actions])
    }

    enum Key: String {
        case tab = "\u{E004}"
        case end = "\u{E010}"
        case home = "\u{E011}"
        case left = "\u{E012}"
        case right = "\u{E014}"
    }

    private func act(_ source: [String: Any]) throws {
        try request("POST", "actions", ["actions": [source]])
    }

    private func element(_ selector: String) throws -> String {
        let answer = try request("POST", "element", ["using": "css selector", "value": selector])
        return try Self.value([String: String].self, of: answer).values.first ?? ""
    }

    // MARK: The reader's settings

    func setSize(width: Int, height: Int) throws {
        try command(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500])
    }

    func setMedia(_ media: String = "screen", _ features: [String: String] = [:]) throws {
        let list = features.sorted { $0.key < $1.key }.map { ["name": $0.key, "value": $0.value] }
        try command("Emulation.setEmulatedMedia", ["media": media, "features": list])
    }

    func disableScript() throws {
        try command("Emulation.setScriptExecutionDisabled", ["value": true])
    }

    /// Keeps a picture of what is seen, or of the whole page, in `.build/step-page/`.
    func keepPicture(_ name: String, ofWholePage isWhole: Bool = false) throws {
        let folder = Fixtures.package.appending(path: ".build/step-page")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try picture(["captureBeyondViewport": isWhole]).write(to: folder.appending(path: "\(name).png"))
    }

    /// By how much two pictures of one size differ: at most, of 255, and in what share of their samples at all.
    func difference(_ one: Data, _ other: Data) throws -> (largest: Int, share: Double) {
        let measured = try value(
            """
            Promise.all(['\(one.base64EncodedString())', '\(other.base64EncodedString())'].map(async data => {
              const answer = await fetch('data:image/png;base64,' + data)
              const image = await createImageBitmap(await answer.blob())
              const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
              canvas.drawImage(image, 0, 0)
              return canvas.getImageData(0, 0, image.width, image.height).data
            })).then(([one, other]) => {
              const differences = one.map((sample, i) => Math.abs(sample - other[i])).filter(each => each > 0)
              return [differences.reduce((a, b) => Math.max(a, b), 0), differences.length / one.length]
            })
            """, as: [Double].self)
        return (Int(measured[0]), measured[1])
    }

    /// What is seen, as PNG.
    func picture(_ parameters: [String: Any] = [:]) throws -> Data {
        struct Picture: Decodable { let data: Data }
        return try Self.value(Picture.self, of: command("Page.captureScreenshot", parameters)).data
    }

    @discardableResult private func command(
        _ name: String, _ parameters: [String: Any]
    ) throws -> Data {
        try request("POST", "goog/cdp/execute", ["cmd": name, "params": parameters])
    }

    // MARK: Requests

    @discardableResult private func request(
        _ method: String, _ path: String, _ body: [String: Any]? = nil
    ) throws -> Data {
        try Self.send(method, "\(session)\(path.isEmpty ? "" : "/")\(path)", to: port, body)
    }

    private static func send(
        _ method: String, _ path: String, to port: UInt16, _ body: [String: Any]?
    ) throws -> Data {
        let content = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let answer = try HTTPRequest(method: method, path: path, content: content).send(to: port)
        guard answer.status == 200 else {
            let text = String(decoding: answer.content, as: UTF8.self)
            throw Failure(description: "\(method) \(path): \(answer.status) \(text)")
        }
        return answer.content
    }

    private struct Answer<Value: Decodable>: Decodable { let value: Value }

    private static func value<Value: Decodable>(_ type: Value.Type, of answer: Data) throws -> Value {
        try JSONDecoder().decode(Answer<Value>.self, from: answer).value
    }
}
