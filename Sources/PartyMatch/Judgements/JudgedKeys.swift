import TradeModel

/// Party keys after what people decided: first those judged apart leave the machine's parties, then
/// those judged the same become one.
///
/// The answer depends on the judgements and not on their order; without any, nothing changes.
struct JudgedKeys {
  /// How the machine sees parties.
  struct Machine {
    /// Who a written party is taken to be.
    let key: (WrittenParty) -> String
    /// The key that a written party has when it is nobody else.
    let ownKey: (WrittenParty) -> String
    /// Whether a key is that of a registry entry.
    let isRegistered: (String) -> Bool
  }

  /// For each written party, its key.
  private(set) var keys: [String]
  /// For each written party that a person decided on, the judgements that did.
  private(set) var judgements: [Int: [String]] = [:]
  /// What became of each judgement.
  private(set) var outcomes: [JudgementOutcome] = []
  /// The keys that became one, by the key that stands for them.
  private(set) var absorbed: [String: [String]] = [:]
  private var apart: [JudgedSubject: String] = [:]
  private var standIn: [String: String] = [:]
  private var apartKeys: Set<Set<String>> = []

  init(
    _ machineKeys: [String], of written: [WrittenParty], by judgements: [Judgement],
    machine: Machine
  ) {
    keys = machineKeys
    guard !judgements.isEmpty else { return }
    let latest = settle(judgements)
    var positions: [JudgedSubject: [Int]] = [:]
    for judgement in latest {
      for side in [judgement.one, judgement.other] { positions[JudgedSubject(side)] = [] }
    }
    for (position, party) in written.enumerated() {
      let subject = JudgedSubject(party)
      if positions[subject] != nil { positions[subject]?.append(position) }
    }
    separate(latest, positions: positions, machine: machine)
    join(latest, positions: positions, written: written, machine: machine)
    for judgement in latest where isFollowed(judgement) {
      for side in [judgement.one, judgement.other] {
        for position in positions[JudgedSubject(side)] ?? [] {
          self.judgements[position, default: []].append(judgement.id)
        }
      }
    }
  }

  /// The key of a party written elsewhere, which the machine takes for that of a key.
  func key(of party: WrittenParty, machine key: String) -> String {
    guard !apart.isEmpty || !standIn.isEmpty else { return key }
    let base = apart[JudgedSubject(party)] ?? key
    return standIn[base] ?? base
  }

  /// The key that stands for a key after what people decided.
  func key(of key: String) -> String { standIn[key] ?? key }

  /// Whether people decided that two keys are two parties.
  func areDifferent(_ one: String, _ other: String) -> Bool {
    apartKeys.contains([one, other])
  }

  private func isFollowed(_ judgement: Judgement) -> Bool {
    outcomes.contains { $0.judgement.id == judgement.id && $0.fate == .followed }
  }

  /// The last judgement on each pair, by day and number; notes the others as replaced.
  private mutating func settle(_ judgements: [Judgement]) -> [Judgement] {
    let inOrder = judgements.sorted { one, other in
      one.day != other.day ? one.day < other.day : one.id < other.id
    }
    var last: [Set<JudgedSubject>: Judgement] = [:]
    for judgement in inOrder {
      last[[JudgedSubject(judgement.one), JudgedSubject(judgement.other)]] = judgement
    }
    var latest: [Judgement] = []
    for judgement in inOrder {
      let pair: Set = [JudgedSubject(judgement.one), JudgedSubject(judgement.other)]
      if pair.count == 1 {
        outcomes.append(JudgementOutcome(judgement: judgement, fate: .indistinct))
      } else if let winner = last[pair], winner.id != judgement.id {
        outcomes.append(JudgementOutcome(judgement: judgement, fate: .replaced(by: winner.id)))
      } else {
        latest.append(judgement)
      }
    }
    return latest
  }

  /// Takes those who are judged apart, or an open question, out of a party that the machine made.
  ///
  /// Of the two, the one whose identifier names the party stays; otherwise both leave, since
  /// nobody knows which of them is the rest.
  private mutating func separate(
    _ judgements: [Judgement], positions: [JudgedSubject: [Int]], machine: Machine
  ) {
    var leaving: [JudgedSubject: WrittenParty] = [:]
    for judgement in judgements where judgement.verdict != .same {
      func machineKeys(_ side: WrittenParty) -> Set<String> {
        Set((positions[JudgedSubject(side)] ?? []).map { keys[$0] }).union([machine.key(side)])
      }
      let pair = [judgement.one, judgement.other]
      for key in machineKeys(judgement.one).intersection(machineKeys(judgement.other)) {
        for side in pair where !JudgedSubject(side).isNamed(by: key) {
          leaving[JudgedSubject(side)] = side
        }
      }
    }
    for (subject, side) in leaving {
      var key = machine.ownKey(side)
      // Two spellings may have one key of their own; a judgement tells them apart all the same.
      let isTaken = leaving.contains { $0.key != subject && machine.ownKey($0.value) == key }
      let isMachine = machine.key(side) == key
      if isTaken || isMachine { key = subject.exactKey }
      apart[subject] = key
      for position in positions[subject] ?? [] { keys[position] = key }
    }
  }

  /// Makes one party of those who are judged the same, unless that would make one of two who are
  /// judged different.
  private mutating func join(
    _ judgements: [Judgement], positions: [JudgedSubject: [Int]], written: [WrittenParty],
    machine: Machine
  ) {
    func base(_ side: WrittenParty) -> [String] {
      let subject = JudgedSubject(side)
      let found = Set((positions[subject] ?? []).map { keys[$0] }).sorted()
      return found.isEmpty ? [apart[subject] ?? machine.key(side)] : found
    }
    var sets = KeySets()
    let different = judgements.filter { $0.verdict == .different }
      .map { (id: $0.id, one: base($0.one), other: base($0.other)) }
    for judgement in judgements {
      guard judgement.verdict == .same else {
        outcomes.append(JudgementOutcome(judgement: judgement, fate: .followed))
        continue
      }
      let ends = base(judgement.one) + base(judgement.other)
      var trial = sets
      for key in ends.dropFirst() { trial.join(ends[0], key) }
      let conflict = different.first { pair in
        pair.one.contains { one in pair.other.contains { trial.areJoined(one, $0) } }
      }
      outcomes.append(
        JudgementOutcome(
          judgement: judgement, fate: conflict.map { .contradicted(by: $0.id) } ?? .followed))
      if conflict == nil { sets = trial }
    }
    let filed = Set(written.compactMap(\.id))
    for group in sets.groups {
      // A key in the registry says most, then any identifier; of equals the first by its letters.
      let ranked = group.sorted { one, other in
        let (first, second) = (rank(one), rank(other))
        return first != second ? first < second : one < other
      }
      func rank(_ key: String) -> Int {
        machine.isRegistered(key) ? 0 : filed.contains(key) ? 1 : 2
      }
      for key in ranked.dropFirst() { standIn[key] = ranked[0] }
      absorbed[ranked[0]] = Array(ranked.dropFirst())
    }
    for pair in different {
      for one in pair.one {
        for other in pair.other {
          apartKeys.insert([standIn[one] ?? one, standIn[other] ?? other])
        }
      }
    }
    if !standIn.isEmpty {
      for position in keys.indices { keys[position] = standIn[keys[position]] ?? keys[position] }
    }
  }
}

/// Keys that became one.
private struct KeySets {
  private var parents: [String: String] = [:]

  private func root(_ key: String) -> String {
    var key = key
    while let parent = parents[key] { key = parent }
    return key
  }

  func areJoined(_ one: String, _ other: String) -> Bool { root(one) == root(other) }

  mutating func join(_ one: String, _ other: String) {
    let (first, second) = (root(one), root(other))
    // The smaller by its letters is the root, so that the order of joining does not matter.
    if first != second { parents[max(first, second)] = min(first, second) }
  }

  /// Every set of more than one key.
  var groups: [[String]] {
    let members = Set(parents.keys).union(parents.values)
    return Dictionary(grouping: members, by: root).sorted { $0.key < $1.key }.map(\.value)
  }
}
