import Foundation
import PartyMatch
import SeededWords
import TradeModel

/// Names against lists: how long 54,000 names take against 14,000 entries, how many of the listed ones
/// among them, misspelt or shortened, are found, and how many of the others have a hit.
///
/// Nobody who is not listed has a name that is a listed one but for one slip: such a hit would be right.
///
///     Screening [names, 54000] [entries, 14000] [seed, 1]
@main
struct Screening {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let count = numbers.first ?? 54_000
    let entries = numbers.count > 1 ? numbers[1] : 14_000
    var random = SplitMix(state: UInt64(numbers.count > 2 ? numbers[2] : 1))
    var taken = TakenNames()
    let listed = (0..<entries).map { number in
      let names = (0..<1 + random.below(3)).map { _ in InventedWords.name(&random) }
      for name in names { taken.take(letters(name), in: "") }
      var entry = ListedParty(listID: "L", entryID: "\(number)", name: names[0])
      entry.aliases = Array(names.dropFirst())
      entry.country = countries[random.below(countries.count)]
      return entry
    }
    var meant: [Int?] = []
    let asked = (0..<count).map { number -> PartyDescription in
      // One in twenty is listed, under one of its names with a slip or without its form.
      guard number % 20 == 0 else {
        meant.append(nil)
        return PartyDescription(
          names: [stranger(taken, &random)], country: countries[random.below(countries.count)])
      }
      let place = random.below(entries)
      meant.append(place)
      let names = [listed[place].name] + listed[place].aliases
      return PartyDescription(
        names: [misspelt(names[random.below(names.count)], &random)],
        country: listed[place].country)
    }
    let start = ContinuousClock.now
    let screen = PartyScreen(listed)
    let read = ContinuousClock.now
    let hits = screen.hits(of: asked, least: 0.5)
    let end = ContinuousClock.now
    print(
      "\(count) names against \(entries) entries: \(seconds(read - start)) s to read the lists, "
        + "\(seconds(end - read)) s to screen")
    report(hits, meant: meant)
  }

  /// Of the listed how many are found; of the hits how many are right, all and the sure ones.
  private static func report(_ hits: [[ScreenHit]], meant: [Int?]) {
    let listed = meant.compactMap(\.self).count
    let found = zip(meant, hits).count { place, hits in
      place.map { listed in hits.contains { $0.entry.entryID == "\(listed)" } } ?? false
    }
    print("\(found) of \(listed) listed ones found")
    for (least, word) in [(0.5, "probable"), (10.0 / 11, "sure")] {
      let strangers = zip(meant, hits).count { place, hits in
        place == nil && hits.contains { $0.probability >= least }
      }
      let right = zip(meant, hits).count { place, hits in
        place.map { listed in
          hits.contains { $0.entry.entryID == "\(listed)" && $0.probability >= least }
        } ?? false
      }
      print(
        "\(word) hits: \(strangers) of \(meant.count - listed) others have one; precision by name "
          + String(format: "%.3f", Double(right) / Double(max(1, right + strangers))))
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let parts = duration.components
    return String(format: "%.2f", Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
  }

  /// The letters of a name without its legal form.
  private static func letters(_ name: String) -> [String] {
    let words = name.split(separator: " ")
    let own = words.prefix { !InventedWords.lines.contains(String($0)) }
    return own.joined().lowercased().map(String.init)
  }

  /// A name of nobody on the lists.
  private static func stranger(_ taken: TakenNames, _ random: inout SplitMix) -> String {
    while true {
      let name = InventedWords.name(&random)
      if !taken.isNear(letters(name), in: "") { return name }
    }
  }

  private static func misspelt(_ name: String, _ random: inout SplitMix) -> String {
    var words = name.split(separator: " ").map(String.init)
    // The form goes: its last word, as in Co., Ltd.
    if random.below(2) == 0 { words.removeLast() }
    words[0] = InventedWords.misspelt(words[0], &random)
    return words.joined(separator: " ")
  }

  private static let countries = ["KR", "CN", "HK", "SG", "AE", "RU"].map { CountryCode($0) }
}
