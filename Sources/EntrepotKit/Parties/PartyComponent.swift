import Foundation

/// The parties that hang together with one by shared addresses, telephones, officers and owners.
public struct PartyComponent: Sendable {
  /// A party of the component, and how it was reached.
  public struct Member: Sendable {
    /// The party's key.
    public let key: String
    /// Its name.
    public let name: String
    /// Its country, where known.
    public let country: String?
    /// Steps from the party asked for.
    public let distance: Int
    /// The key of the party one step nearer.
    public let by: String?
    /// What it shares with that one: address, phone, officer or owner.
    public let kind: String?
    /// The shared address, number, name or key.
    public let value: String?
    /// `residential` where people live at the shared address.
    public let note: String?
    /// Lists that have it.
    public let lists: [String]
    /// The band of its score.
    public let band: String?
  }

  /// An attribute of the party that too many share.
  public struct Mass: Sendable {
    /// What is shared.
    public let kind: String
    /// The shared address, number, name or key.
    public let value: String
    /// How many parties have it.
    public let sharers: Int
  }

  /// The party asked for, then the others by distance, residential addresses last, then by key.
  public private(set) var members: [Member] = []
  /// What the party shares with so many that it links nobody.
  public private(set) var mass: [Mass] = []

  private struct Attribute {
    let kind: String
    let value: String
    var parties: [String] = []
    let note: String
  }

  /// Reads the component of a party.
  ///
  /// - Parameters:
  ///   - text: the party's key, or a name that no other party has.
  ///   - folder: the run folder.
  ///   - depth: how many steps at most.
  /// - Throws: `RunError` for a party that is not there, or a run that has no shared attributes.
  public init(_ text: String, run folder: String, depth: Int) throws {
    _ = try RunReader(folder: folder)
    let key = try PartyProfile.key(of: text, run: folder)
    let file = folder + "/party-attributes.csv"
    guard FileManager.default.fileExists(atPath: file) else {
      throw RunError(
        "\(file): is not there; run again with this version to know what parties share")
    }
    var attributes: [Attribute] = []
    var attributesOf: [String: [Int]] = [:]
    try CSVRows.visit(file) { cells in
      guard cells.count >= SharedAttributes.header.count, let sharers = Int(cells[3]) else {
        throw RunError("\(file): is damaged; run again to replace it")
      }
      if cells[4] == SharedAttributes.Note.mass.rawValue {
        if cells[2] == key { mass.append(Mass(kind: cells[0], value: cells[1], sharers: sharers)) }
        return
      }
      if attributes.last.map({ $0.kind != cells[0] || $0.value != cells[1] }) ?? true {
        attributes.append(Attribute(kind: cells[0], value: cells[1], note: cells[4]))
      }
      attributes[attributes.count - 1].parties.append(cells[2])
      attributesOf[cells[2], default: []].append(attributes.count - 1)
    }
    let steps = Self.reach(key, attributes: attributes, of: attributesOf, depth: depth)
    let facts = try Self.facts(of: Set(steps.map(\.key)), run: folder)
    members = steps.map { step in
      let attribute = step.attribute.map { attributes[$0] }
      let known = facts[step.key]
      return Member(
        key: step.key, name: known?.name ?? step.key, country: known?.country,
        distance: step.distance, by: step.by, kind: attribute?.kind, value: attribute?.value,
        note: attribute.flatMap { $0.note.isEmpty ? nil : $0.note }, lists: known?.lists ?? [],
        band: known?.band)
    }
  }

  private struct Step {
    let key: String
    let distance: Int
    let by: String?
    let attribute: Int?
  }

  /// Breadth first; a party is reached by what is not residential where that is as near.
  private static func reach(
    _ key: String, attributes: [Attribute], of attributesOf: [String: [Int]], depth: Int
  ) -> [Step] {
    var steps = [Step(key: key, distance: 0, by: nil, attribute: nil)]
    var reached: Set<String> = [key]
    var frontier = steps
    for distance in stride(from: 1, through: depth, by: 1) where !frontier.isEmpty {
      var next: [String: Step] = [:]
      for step in frontier {
        for number in attributesOf[step.key] ?? [] {
          for party in attributes[number].parties where !reached.contains(party) {
            let isBetter =
              next[party].flatMap(\.attribute).map {
                !attributes[$0].note.isEmpty && attributes[number].note.isEmpty
              } ?? true
            guard isBetter else { continue }
            next[party] = Step(key: party, distance: distance, by: step.key, attribute: number)
          }
        }
      }
      frontier = next.values.sorted { one, other in
        let (first, second) = (
          one.attribute.map { !attributes[$0].note.isEmpty } ?? false,
          other.attribute.map { !attributes[$0].note.isEmpty } ?? false
        )
        return first != second ? !first : one.key < other.key
      }
      reached.formUnion(next.keys)
      steps += frontier
    }
    return steps
  }

  private struct Facts {
    var name: String?
    var country: String?
    var lists: [String] = []
    var band: String?
  }

  private static func facts(of keys: Set<String>, run folder: String) throws -> [String: Facts] {
    var facts: [String: Facts] = [:]
    try CSVRows.visit(folder + "/party-names.csv") { cells in
      guard cells.count > 4, keys.contains(cells[0]), facts[cells[0]]?.name == nil else { return }
      facts[cells[0], default: Facts()].name = cells[3]
      facts[cells[0]]?.country = cells[4].isEmpty ? nil : cells[4]
    }
    try CSVRows.visit(folder + "/parties.csv") { cells in
      guard cells.count > 5, keys.contains(cells[0]) else { return }
      facts[cells[0], default: Facts()].name = cells[1]
      facts[cells[0]]?.band = cells[5].isEmpty ? nil : cells[5]
    }
    try CSVRows.visit(folder + "/party-listings.csv") { cells in
      guard cells.count > 2, keys.contains(cells[0]) else { return }
      facts[cells[0], default: Facts()].lists.append("\(cells[1]) \(cells[2])")
    }
    return facts
  }

  /// What it is, in one sentence.
  public var sentence: String {
    guard let first = members.first else { return "" }
    let others = members.dropFirst()
    guard !others.isEmpty else {
      return "\(first.name) shares no address, telephone, officer or owner with anybody"
        + (mass.isEmpty ? "." : " but with the many.")
    }
    let listed = others.filter { !$0.lists.isEmpty }
    var text = "\(first.name) hangs together with \(others.count) "
    text += others.count == 1 ? "other party" : "other parties"
    guard let nearest = listed.map(\.distance).min() else { return text + ", none of them listed." }
    return text + ", \(listed.count) of them listed or possibly, the nearest \(nearest) "
      + (nearest == 1 ? "step away." : "steps away.")
  }
}

extension PartyComponent.Member {
  /// The member as one line of JSON.
  public var jsonLine: String {
    JSONText.object([
      ("party", .string(key)), ("name", .string(name)), ("country", .optional(country)),
      ("distance", .integer(distance)), ("by", .optional(by)), ("kind", .optional(kind)),
      ("value", .optional(value)), ("note", .optional(note)),
      ("lists", .array(lists.map(JSONText.string))), ("band", .optional(band)),
    ]).line
  }
}
