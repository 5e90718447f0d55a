import Foundation

/// What Documentation/values.schema.json uses of JSON Schema, draft 2020-12; other keywords are errors.
struct JSONSchema {
    typealias Object = [String: Any]

    private let root: Object

    init(_ data: Data) throws { root = try JSONSerialization.jsonObject(with: data) as? Object ?? [:] }

    /// Where a value is not as the schema says: `/edges/0/forward: lacks ‘plain’`.
    func faults(in value: Any) -> [String] { check(value, root, at: "").faults }

    private static let known: Set = [
        "$schema", "title", "description", "$defs", "$ref", "type", "properties", "required", "items",
        "additionalProperties", "unevaluatedProperties",
    ]

    /// - Returns: the faults, and the keys of the object that the schema speaks of.
    private func check(_ value: Any, _ schema: Object, at path: String) -> (faults: [String], keys: Set<String>)
    {
        var faults = schema.keys.filter { !Self.known.contains($0) }.map { "the schema has ‘\($0)’" }
        var keys: Set<String> = []
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
            let definition = (root["$defs"] as? Object)?[String(name)] as? Object
            if let definition {
                let result = check(value, definition, at: path)
                faults += result.faults
                keys.formUnion(result.keys)
            } else {
                faults.append("there is no ‘\(name)’")
            }
        }
        let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
        if let types, !types.contains(where: { Self.has(value, type: $0) }) {
            faults.append("\(path): is no \(types.joined(separator: " or "))")
        }
        if let items = value as? [Any], let schema = schema["items"] as? Object {
            for (index, item) in items.enumerated() {
                faults += check(item, schema, at: "\(path)/\(index)").faults
            }
        }
        guard let object = value as? Object else { return (faults, keys) }
        let properties = schema["properties"] as? Object ?? [:]
        for key in schema["required"] as? [String] ?? [] where object[key] == nil {
            faults.append("\(path): lacks ‘\(key)’")
        }
        for (key, value) in object {
            if let schema = properties[key] as? Object {
                faults += check(value, schema, at: "\(path)/\(key)").faults
                keys.insert(key)
            } else if let schema = schema["additionalProperties"] as? Object {
                faults += check(value, schema, at: "\(path)/\(key)").faults
                keys.insert(key)
            } else if schema["additionalProperties"] as? Bool == false {
                faults.append("\(path): has ‘\(key)’")
            }
        }
        if schema["unevaluatedProperties"] as? Bool == false {
            faults += object.keys.filter { !keys.contains($0) }.map { "\(path): has ‘\($0)’" }
        }
        return (faults, keys)
    }

    private static func has(_ value: Any, type: String) -> Bool {
        switch type {
        case "object": value is Object
        case "array": value is [Any]
        case "string": value is String
        case "number": value is NSNumber
        case "integer": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }
}
