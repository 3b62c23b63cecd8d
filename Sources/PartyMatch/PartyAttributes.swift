import TradeModel

/// Weights of evidence of what is known of parties besides their names.
enum PartyAttributes {
  /// The lines of everything but the names that both descriptions have.
  static func lines(_ party: ReadParty, _ otherParty: ReadParty) -> [MatchLine] {
    let (one, other) = (party.description, otherParty.description)
    var lines: [MatchLine] = []
    if let country = one.country, let otherCountry = other.country {
      lines.append(
        country == otherCountry
          ? MatchLine("country", 3, "both in \(country.code)")
          : MatchLine(
            "country", -8,
            "one in \(min(country, otherCountry).code), "
              + "the other in \(max(country, otherCountry).code)"))
    }
    if let line = identifiers(one, other) { lines.append(line) }
    if let line = addresses(party, otherParty) { lines.append(line) }
    if let line = phones(one, other) { lines.append(line) }
    lines += shared("officer", one.officers, other.officers)
    lines += shared("owner", one.owners, other.owners)
    return lines
  }

  /// Identifiers of one scheme decide: the same number is one party, another number is another party.
  private static func identifiers(
    _ one: PartyDescription, _ other: PartyDescription
  ) -> MatchLine? {
    guard !one.identifiers.isEmpty, !other.identifiers.isEmpty else { return nil }
    let (ids, others) = (Set(one.identifiers.map(plain)), Set(other.identifiers.map(plain)))
    if let id = ids.intersection(others).min() {
      return MatchLine("identifier", 60, "both have identifier \(id)")
    }
    let schemes = Set(ids.map(scheme)).intersection(others.map(scheme))
    guard !schemes.isEmpty else { return nil }
    return MatchLine("identifier", -40, "identifiers of one kind that differ")
  }

  private static func plain(_ identifier: String) -> String {
    String(
      String.UnicodeScalarView(
        identifier.uppercased().unicodeScalars.filter { $0 != "-" && $0 != " " }))
  }

  private static func scheme(_ identifier: String) -> String {
    identifier.contains(":") ? String(identifier.prefix { $0 != ":" }) : ""
  }

  private static func addresses(_ one: ReadParty, _ other: ReadParty) -> MatchLine? {
    var best: MatchLine?
    for address in one.addresses {
      for otherAddress in other.addresses {
        guard let line = AddressComparison.line(address, otherAddress) else { continue }
        if best.map({ line.decibans > $0.decibans }) ?? true { best = line }
      }
    }
    return best
  }

  /// A telephone number by its last eight digits, which no prefix for abroad changes.
  private static func phones(_ one: PartyDescription, _ other: PartyDescription) -> MatchLine? {
    guard !one.phones.isEmpty, !other.phones.isEmpty else { return nil }
    let (numbers, others) = (
      Set(one.phones.compactMap(digits)), Set(other.phones.compactMap(digits))
    )
    guard !numbers.isEmpty, !others.isEmpty else { return nil }
    return numbers.isDisjoint(with: others)
      ? MatchLine("phone", -3, "telephone numbers differ")
      : MatchLine("phone", 25, "one telephone number")
  }

  private static func digits(_ phone: String) -> String? {
    let digits = phone.filter { ("0"..."9").contains($0) }
    return digits.count >= 7 ? String(digits.suffix(8)) : nil
  }

  private static func shared(
    _ kind: String, _ ones: [String], _ others: [String]
  ) -> [MatchLine] {
    guard !ones.isEmpty, !others.isEmpty else { return [] }
    let both = Set(ones.map(NormalisedName.init)).intersection(others.map(NormalisedName.init))
      .map(\.text).filter { !$0.isEmpty }.sorted()
    // One more of the same circle says less than the first.
    return both.prefix(3).enumerated().map { position, name in
      MatchLine(kind, position == 0 ? 15 : 8, "\(kind) \(name) of both")
    }
  }
}

/// An address read for comparison.
struct ReadAddress: Sendable {
  /// Its words, the usual ones shortened.
  let words: Set<String>
  /// Those of the words that have a digit.
  let numbers: Set<String>

  /// Reads an address.
  init(_ address: String) {
    words = Set(
      NameToken.tokens(of: address).map { token in
        token.plain.isEmpty
          ? String(String.UnicodeScalarView(token.local))
          : Self.shortened[token.plain] ?? token.plain
      })
    numbers = words.filter { word in word.utf8.contains { (0x30...0x39).contains($0) } }
  }

  private static let shortened: [String: String] = [
    "street": "st", "road": "rd", "avenue": "ave", "av": "ave", "boulevard": "blvd", "lane": "ln",
    "drive": "dr", "building": "bldg", "floor": "fl", "suite": "ste", "unit": "ste", "number": "no",
    "district": "dist", "province": "prov", "highway": "hwy", "square": "sq", "place": "pl",
    "court": "ct", "industrial": "ind", "estate": "est", "north": "n", "south": "s", "east": "e",
    "west": "w", "apartment": "apt", "room": "rm", "centre": "ctr", "center": "ctr",
  ]
}

/// Weights of evidence of two addresses.
enum AddressComparison {
  /// The line of two addresses; nil where they say nothing.
  static func line(_ one: ReadAddress, _ other: ReadAddress) -> MatchLine? {
    let (words, others) = (one.words, other.words)
    guard words.count > 1, others.count > 1 else { return nil }
    if words == others { return MatchLine("address", 20, "the same address") }
    let shared = words.count { others.contains($0) }
    let share = Double(shared) / Double(min(words.count, others.count))
    let hasNumber = !one.numbers.isDisjoint(with: other.numbers)
    if share >= 0.75, hasNumber, shared > 2 {
      return MatchLine("address", 15, "nearly the same address")
    }
    if share >= 0.5, hasNumber {
      return MatchLine("address", 8, "addresses share words and a number")
    }
    return MatchLine("address", -2, "addresses differ")
  }
}
