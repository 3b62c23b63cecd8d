import Foundation
import TradeModel

/// Finds, for parties that nothing but a name identifies, who else they are, by weights of evidence.
///
/// The parties come from `NameIndex`, which knows equal and nearly equal spellings. Here names in
/// other scripts, and parties at one address, are put before `PartyComparison`. Of several identified
/// parties that a name fits, it can be one only: their odds share one certainty. Everything is decided
/// among parties that share a block, so that others change nothing.
///
/// - SeeAlso: I. P. Fellegi and A. B. Sunter, *A Theory for Record Linkage*, 1969.
struct PartyLinker {
  /// Parties that were merged: a key, and the key that stands for it.
  private(set) var merged: [String: String] = [:]
  /// Why they were merged.
  private(set) var weighed: [WeighedIdentity] = []
  /// Parties that may be one, by keys.
  private(set) var possible: [PossibleIdentity] = []

  /// A name of each party that was compared.
  private var namesOfKeys: [String: String] = [:]
  private var decisions: [KeyPair: MatchDecision] = [:]

  /// A pair of keys, the first by its letters first.
  private struct KeyPair: Hashable {
    let one: String
    let other: String

    init(_ first: String, _ second: String) {
      (one, other) = first < second ? (first, second) : (second, first)
    }
  }

  /// Links written parties.
  ///
  /// - Parameters:
  ///   - written: the written parties.
  ///   - keys: for each, its key by `NameIndex`.
  ///   - reasons: for each, why it has that key.
  ///   - names: the index.
  ///   - registered: the registry by identifier.
  /// - Complexity: O(k log k) for k blocks of names, and as many comparisons as pairs share a block
  ///   that is not too full.
  init(
    _ written: [WrittenParty], keys: [String], reasons: [ResolutionReason], names: NameIndex,
    registered: [String: Party]
  ) {
    let candidates = LinkCandidates(written, keys: keys, reasons: reasons, names: names, registered)
    guard !candidates.pairs.isEmpty else { return }
    decide(candidates, written: written, keys: keys, registered: registered)
    share(among: candidates)
    join(candidates)
  }

  /// Compares every pair.
  private mutating func decide(
    _ candidates: LinkCandidates, written: [WrittenParty], keys: [String],
    registered: [String: Party]
  ) {
    let groups = LinkedGroups(
      written, keys: keys, registered: registered,
      wanted: Set(candidates.pairs.flatMap { [$0.seeker, $0.other] }),
      massAddresses: candidates.massAddresses)
    var read: [String: ReadParty] = [:]
    func party(_ key: String) -> ReadParty {
      if let known = read[key] { return known }
      let made = ReadParty(
        groups.group(key, isIdentified: !candidates.seekers.contains(key)).description)
      read[key] = made
      return made
    }
    for pair in candidates.pairs {
      for key in [pair.seeker, pair.other] where namesOfKeys[key] == nil {
        namesOfKeys[key] = party(key).description.names.first ?? key
      }
      decisions[KeyPair(pair.seeker, pair.other)] = PartyComparison.compare(
        party(pair.seeker), party(pair.other))
    }
  }

  /// Among identified parties a name can be one only: p is the share of each in all their odds.
  private mutating func share(among candidates: LinkCandidates) {
    for (seeker, pairs) in Dictionary(grouping: candidates.pairs, by: \.seeker) {
      let identified = pairs.filter { !candidates.seekers.contains($0.other) }.map {
        KeyPair(seeker, $0.other)
      }.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
      guard identified.count > 1 else { continue }
      let odds = identified.map { pow(10, (decisions[$0]?.decibans ?? -.infinity) / 10) }
      let all = odds.reduce(1, +)
      for (pair, own) in zip(identified, odds) {
        guard let decision = decisions[pair], decision.answer != .different else { continue }
        // p/(1 − p) where 1 − p is that it is nobody, or one of the others.
        let rivals = 10 * log10(own / (all - own)) - decision.decibans
        guard rivals < -0.05 else { continue }
        decisions[pair] = MatchDecision(
          lines: decision.lines + [
            MatchLine("rivals", rivals, "another identified party fits as well")
          ])
      }
    }
  }

  /// Joins those that are the same, the surest first, as long as no two identified parties, and no two
  /// that were found to be different, become one.
  private mutating func join(_ candidates: LinkCandidates) {
    var clusters = LinkClusters()
    for (pair, decision) in decisions where decision.answer == .different {
      clusters.keepApart(pair.one, pair.other)
    }
    for key in Set(decisions.keys.flatMap { [$0.one, $0.other] })
    where !candidates.seekers.contains(key) {
      clusters.identify(key)
    }
    let same = decisions.filter { $0.value.answer == .same }.sorted { one, other in
      if one.value.decibans != other.value.decibans {
        return one.value.decibans > other.value.decibans
      }
      return (one.key.one, one.key.other) < (other.key.one, other.key.other)
    }
    for (pair, decision) in same where !clusters.join(pair.one, pair.other) {
      decisions[pair] = MatchDecision(
        lines: decision.lines + [
          MatchLine(
            "conflict", min(0, 9 - decision.decibans),
            "as one they would be two identified parties, or two that differ")
        ])
    }
    for (key, stand) in clusters.keys where key != stand { merged[key] = stand }
    for (pair, decision) in decisions.sorted(by: {
      ($0.key.one, $0.key.other) < ($1.key.one, $1.key.other)
    }) {
      let (one, other) = (merged[pair.one] ?? pair.one, merged[pair.other] ?? pair.other)
      if one == other {
        guard decision.answer == .same else { continue }
        weighed.append(
          WeighedIdentity(
            party: one, one: pair.one, other: pair.other, oneName: namesOfKeys[pair.one] ?? "",
            otherName: namesOfKeys[pair.other] ?? "", decision: decision))
      } else if decision.answer == .possible {
        possible.append(
          PossibleIdentity(one: min(one, other), other: max(one, other), decision: decision))
      }
    }
    possible = Self.surest(possible)
  }

  /// Of several edges between two parties the most probable.
  private static func surest(_ edges: [PossibleIdentity]) -> [PossibleIdentity] {
    var best: [KeyPair: PossibleIdentity] = [:]
    for edge in edges {
      let pair = KeyPair(edge.one, edge.other)
      if best[pair].map({ edge.decision.decibans > $0.decision.decibans }) ?? true {
        best[pair] = edge
      }
    }
    return best.values.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
  }
}

/// Keys that become one party.
private struct LinkClusters {
  private var parents: [String: String] = [:]
  private var members: [String: [String]] = [:]
  private var identified: [String: String] = [:]
  private var apart: [String: Set<String>] = [:]

  mutating func keepApart(_ one: String, _ other: String) {
    apart[one, default: []].insert(other)
    apart[other, default: []].insert(one)
  }

  mutating func identify(_ key: String) { identified[key] = key }

  private func root(_ key: String) -> String {
    var key = key
    while let parent = parents[key] { key = parent }
    return key
  }

  /// Joins two keys; false where that must not be.
  mutating func join(_ one: String, _ other: String) -> Bool {
    let (first, second) = (root(one), root(other))
    if first == second { return true }
    if identified[first] != nil, identified[second] != nil { return false }
    let (mine, theirs) = (members[first] ?? [first], members[second] ?? [second])
    for key in mine {
      guard let others = apart[key] else { continue }
      if theirs.contains(where: others.contains) { return false }
    }
    let (top, low) = first < second ? (first, second) : (second, first)
    parents[low] = top
    members[top] = mine + theirs
    members[low] = nil
    identified[top] = identified[first] ?? identified[second]
    return true
  }

  /// Every joined key and the key that stands for it: the identified one, else the first by letters.
  var keys: [(String, String)] {
    members.flatMap { top, all in all.map { ($0, identified[top] ?? top) } }
  }
}
