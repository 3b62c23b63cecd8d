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

  private let candidates: LinkCandidates
  /// By number, the parties as they are compared; only those of pairs are read.
  private let read: [ReadParty?]
  /// Of each pair, the sum of its lines.
  private var sums: [Double]
  /// Lines that a pair has because of other pairs, by its place.
  private var further: [Int: MatchLine] = [:]

  /// Links written parties.
  ///
  /// - Parameters:
  ///   - parties: the written parties with their keys by `NameIndex`.
  ///   - names: the index.
  ///   - registered: the registry by identifier.
  /// - Complexity: O(k log k) for k blocks of names, and as many comparisons as pairs share a block
  ///   that is not too full.
  init(_ parties: KeyedParties, names: NameIndex, registered: [String: Party]) {
    let candidates = LinkCandidates(parties, names: names, registered)
    self.candidates = candidates
    let read = LinkedGroups(parties, candidates, registered: registered).readParties()
    self.read = read
    let pairs = candidates.pairs
    sums = ParallelChunks.map(count: pairs.count, size: 2_048) { rows in
      rows.map { row in
        guard let one = read[Int(pairs[row].seeker)], let other = read[Int(pairs[row].other)]
        else { return -Double.infinity }
        return PartyComparison.decibans(one, other)
      }
    }.flatMap(\.self)
    guard !pairs.isEmpty else { return }
    share()
    gather(join())
  }

  private func answer(_ pair: Int) -> MatchAnswer { MatchDecision.answer(decibans: sums[pair]) }

  private mutating func add(_ line: MatchLine, to pair: Int) {
    sums[pair] += line.decibans
    further[pair] = line
  }

  /// Among identified parties a name can be one only: p is the share of each in all their odds.
  private mutating func share() {
    let pairs = candidates.pairs
    var start = 0
    while start < pairs.count {
      var end = start
      while end < pairs.count, pairs[end].seeker == pairs[start].seeker { end += 1 }
      let identified = (start..<end).filter { !candidates.isSeeker[Int(pairs[$0].other)] }
      if identified.count > 1 { share(among: identified) }
      start = end
    }
  }

  private mutating func share(among identified: [Int]) {
    let odds = identified.map { pow(10, sums[$0] / 10) }
    let all = odds.reduce(1, +)
    for (pair, own) in zip(identified, odds) where answer(pair) != .different {
      // p/(1 − p) where 1 − p is that it is nobody, or one of the others.
      let rivals = 10 * log10(own / (all - own)) - sums[pair]
      guard rivals < -0.05 else { continue }
      add(MatchLine("rivals", rivals, "another identified party fits as well"), to: pair)
    }
  }

  /// Joins those that are the same, the surest first, as long as no two identified parties, and no two
  /// that were found to be different, become one.
  private mutating func join() -> LinkClusters {
    let isDifferent = sums.map { $0 <= MatchDecision.differentTo }
    var clusters = LinkClusters(candidates, isDifferent: isDifferent)
    let same = sums.indices.filter { answer($0) == .same }.sorted { one, other in
      sums[one] != sums[other] ? sums[one] > sums[other] : isBefore(one, other)
    }
    for pair in same
    where !clusters.join(candidates.pairs[pair].seeker, candidates.pairs[pair].other) {
      add(
        MatchLine(
          "conflict", min(0, MatchDecision.sameFrom - 1 - sums[pair]),
          "as one they would be two identified parties, or two that differ"), to: pair)
    }
    return clusters
  }

  /// Whether a pair comes before another by the letters of its keys.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    let (pair, otherPair) = (candidates.pairs[one], candidates.pairs[other])
    return (min(pair.seeker, pair.other), max(pair.seeker, pair.other))
      < (min(otherPair.seeker, otherPair.other), max(otherPair.seeker, otherPair.other))
  }

  private mutating func gather(_ clusters: LinkClusters) {
    let keys = candidates.keys
    let stands = clusters.stands
    for (key, stand) in stands where key != stand { merged[keys[Int(key)]] = keys[Int(stand)] }
    let told = sums.indices.filter { answer($0) != .different }.sorted(by: isBefore)
    let decisions = decisions(told)
    for (pair, decision) in zip(told, decisions) {
      let (first, second) = (candidates.pairs[pair].seeker, candidates.pairs[pair].other)
      let (low, high) = (min(first, second), max(first, second))
      let (one, other) = (stands[low] ?? low, stands[high] ?? high)
      if one == other {
        guard decision.answer == .same else { continue }
        weighed.append(
          WeighedIdentity(
            party: keys[Int(one)], one: keys[Int(low)], other: keys[Int(high)],
            oneName: name(low), otherName: name(high), decision: decision))
      } else if decision.answer == .possible {
        possible.append(
          PossibleIdentity(
            one: keys[Int(min(one, other))], other: keys[Int(max(one, other))],
            decision: decision))
      }
    }
    possible = Self.surest(possible)
  }

  /// The decisions on pairs with every line in words.
  private func decisions(_ told: [Int]) -> [MatchDecision] {
    let (read, pairs, further) = (read, candidates.pairs, further)
    return ParallelChunks.map(count: told.count, size: 1_024) { rows in
      rows.map { row -> MatchDecision in
        let pair = pairs[told[row]]
        guard let one = read[Int(pair.seeker)], let other = read[Int(pair.other)] else {
          return MatchDecision(lines: [])
        }
        let decision = PartyComparison.compare(one, other)
        guard let line = further[told[row]] else { return decision }
        return MatchDecision(lines: decision.lines + [line])
      }
    }.flatMap(\.self)
  }

  private func name(_ number: Int32) -> String {
    read[Int(number)]?.description.names.first ?? candidates.keys[Int(number)]
  }

  /// Of several edges between two parties the most probable.
  private static func surest(_ edges: [PossibleIdentity]) -> [PossibleIdentity] {
    struct Ends: Hashable {
      let one: String
      let other: String
    }
    var best: [Ends: PossibleIdentity] = [:]
    for edge in edges {
      let ends = Ends(one: edge.one, other: edge.other)
      if best[ends].map({ edge.decision.decibans > $0.decision.decibans }) ?? true {
        best[ends] = edge
      }
    }
    return best.values.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
  }
}

/// Parties that become one, by numbers.
private struct LinkClusters {
  private let candidates: LinkCandidates
  private let isDifferent: [Bool]
  private var parents: [Int32]
  private var members: [Int32: [Int32]] = [:]
  private var identified: [Int32: Int32] = [:]

  /// Nobody joined to anybody; `isDifferent` says which of the pairs are of two parties.
  init(_ candidates: LinkCandidates, isDifferent: [Bool]) {
    self.candidates = candidates
    self.isDifferent = isDifferent
    parents = candidates.keys.indices.map { Int32($0) }
    for pair in candidates.pairs where !candidates.isSeeker[Int(pair.other)] {
      identified[pair.other] = pair.other
    }
  }

  private func root(_ party: Int32) -> Int32 {
    var party = party
    while parents[Int(party)] != party { party = parents[Int(party)] }
    return party
  }

  /// Joins two parties; false where that must not be.
  mutating func join(_ one: Int32, _ other: Int32) -> Bool {
    let (first, second) = (root(one), root(other))
    if first == second { return true }
    if identified[first] != nil, identified[second] != nil { return false }
    let (mine, theirs) = (members[first] ?? [first], members[second] ?? [second])
    for party in mine {
      for stranger in theirs where areDifferent(party, stranger) { return false }
    }
    let (top, low) = first < second ? (first, second) : (second, first)
    parents[Int(low)] = top
    members[top] = mine + theirs
    members[low] = nil
    identified[top] = identified[first] ?? identified[second]
    return true
  }

  /// Whether two parties were compared and found to be two.
  private func areDifferent(_ one: Int32, _ other: Int32) -> Bool {
    guard let pair = LinkCandidates.pair(one, other, candidates.isSeeker) else { return false }
    let pairs = candidates.pairs
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      if (pairs[middle].seeker, pairs[middle].other) < (pair.seeker, pair.other) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < pairs.count && pairs[low] == pair && isDifferent[low]
  }

  /// For every joined party the one that stands for it: the identified one, else the first by letters.
  var stands: [Int32: Int32] {
    var stands: [Int32: Int32] = [:]
    for (top, all) in members {
      for party in all { stands[party] = identified[top] ?? top }
    }
    return stands
  }
}
