import TradeModel

/// Weights of evidence of what is known of parties besides their names.
enum PartyAttributes {
  /// The lines of everything but the names that both descriptions have.
  static func lines(_ one: PartyDescription, _ other: PartyDescription) -> [MatchLine] {
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
    if let line = addresses(one, other) { lines.append(line) }
    if let line = phones(one, other) { lines.append(line) }
    lines += shared(
      "officer", one.officers.map(NormalisedName.init), other.officers.map(NormalisedName.init))
    lines += shared(
      "owner", one.owners.map(NormalisedName.init), other.owners.map(NormalisedName.init))
    return lines
  }

  /// Identifiers of one scheme decide: the same number is one party, another number is another party.
  private static func identifiers(
    _ one: PartyDescription, _ other: PartyDescription
  ) -> MatchLine? {
    let (ids, others) = (Set(one.identifiers.map(plain)), Set(other.identifiers.map(plain)))
    guard !ids.isEmpty, !others.isEmpty else { return nil }
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

  private static func addresses(_ one: PartyDescription, _ other: PartyDescription) -> MatchLine? {
    let pairs = one.addresses.flatMap { address in other.addresses.map { (address, $0) } }
    return pairs.compactMap { AddressComparison.line($0.0, $0.1) }
      .max { $0.decibans < $1.decibans }
  }

  /// A telephone number by its last eight digits, which no prefix for abroad changes.
  private static func phones(_ one: PartyDescription, _ other: PartyDescription) -> MatchLine? {
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
    _ kind: String, _ ones: [NormalisedName], _ others: [NormalisedName]
  ) -> [MatchLine] {
    let both = Set(ones).intersection(others).map(\.text).filter { !$0.isEmpty }.sorted()
    // One more of the same circle says less than the first.
    return both.prefix(3).enumerated().map { position, name in
      MatchLine(kind, position == 0 ? 15 : 8, "\(kind) \(name) of both")
    }
  }
}

/// Weights of evidence of two addresses.
enum AddressComparison {
  /// The line of two addresses; nil where they say nothing.
  static func line(_ one: String, _ other: String) -> MatchLine? {
    let (words, others) = (self.words(one), self.words(other))
    guard words.count > 1, others.count > 1 else { return nil }
    if words == others { return MatchLine("address", 20, "the same address") }
    let shared = words.intersection(others)
    let share = Double(shared.count) / Double(min(words.count, others.count))
    let numbers = words.filter(isNumber)
    let otherNumbers = others.filter(isNumber)
    let hasNumber = !numbers.isDisjoint(with: otherNumbers)
    if share >= 0.75, hasNumber, shared.count > 2 {
      return MatchLine("address", 15, "nearly the same address")
    }
    if share >= 0.5, hasNumber {
      return MatchLine("address", 8, "addresses share words and a number")
    }
    return MatchLine("address", -2, "addresses differ")
  }

  private static func isNumber(_ word: String) -> Bool {
    word.utf8.contains { (0x30...0x39).contains($0) }
  }

  private static func words(_ address: String) -> Set<String> {
    Set(
      NameToken.tokens(of: address).map { token in
        token.plain.isEmpty
          ? String(String.UnicodeScalarView(token.local)) : shortened[token.plain] ?? token.plain
      })
  }

  private static let shortened: [String: String] = [
    "street": "st", "road": "rd", "avenue": "ave", "av": "ave", "boulevard": "blvd", "lane": "ln",
    "drive": "dr", "building": "bldg", "floor": "fl", "suite": "ste", "unit": "ste", "number": "no",
    "district": "dist", "province": "prov", "highway": "hwy", "square": "sq", "place": "pl",
    "court": "ct", "industrial": "ind", "estate": "est", "north": "n", "south": "s", "east": "e",
    "west": "w", "apartment": "apt", "room": "rm", "centre": "ctr", "center": "ctr",
  ]
}
