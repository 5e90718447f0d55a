import Foundation

/// A request of HTTP/1.1 to a program on this machine.
struct HTTPRequest {
    let method: String
    let path: String
    let content: Data

    struct Answer {
        let status: Int
        let content: Data
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// Sends it, and waits for the answer: at most thirty seconds for each part of it.
    func send(to port: UInt16) throws -> Answer {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var timeout = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(content.count)\r\n\r\n"
        let message = Data(head.utf8) + content
        guard isConnected,
            message.withUnsafeBytes({ Glibc.send(connection, $0.baseAddress, $0.count, 0) }) == message.count
        else {
            throw Failure(description: "nobody takes requests on port \(port)")
        }
        return try answer(from: connection)
    }

    private func answer(from connection: Int32) throws -> Answer {
        var received = Data()
        let gap = Data("\r\n\r\n".utf8)
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let end = received.range(of: gap) {
                let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                let length = head.firstMatch(of: /(?i)content-length:\s*(\d+)/).flatMap { Int($0.1) } ?? 0
                let status = head.firstMatch(of: /^HTTP\/1.1 (\d+)/).flatMap { Int($0.1) } ?? 0
                let content = received[end.upperBound...]
                if content.count >= length { return Answer(status: status, content: Data(content)) }
            }
            let count = recv(connection, &part, part.count, 0)
            guard count > 0 else { throw Failure(description: "\(method) \(path): the answer has no end") }
            received += part[..<count]
        }
    }
}
