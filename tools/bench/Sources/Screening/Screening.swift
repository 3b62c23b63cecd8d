import Foundation
import PartyMatch
import SeededWords
import TradeModel

/// Names against lists: how long 54,000 names take against 14,000 entries, and how many of the listed
/// ones among them, misspelt or shortened, are found.
///
///     Screening [names, 54000] [entries, 14000] [seed, 1]
@main
struct Screening {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let count = numbers.first ?? 54_000
    let entries = numbers.count > 1 ? numbers[1] : 14_000
    var random = SplitMix(state: UInt64(numbers.count > 2 ? numbers[2] : 1))
    let listed = (0..<entries).map { number in
      var entry = ListedParty(listID: "L", entryID: "\(number)", name: name(&random))
      entry.aliases = (0..<random.below(3)).map { _ in name(&random) }
      entry.country = countries[random.below(countries.count)]
      return entry
    }
    var meant: [Int?] = []
    let asked = (0..<count).map { number -> PartyDescription in
      // One in twenty is listed, under one of its names with a slip or without its form.
      guard number % 20 == 0 else {
        meant.append(nil)
        return PartyDescription(
          names: [name(&random)], country: countries[random.below(countries.count)])
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
    let found = zip(meant, hits).filter { place, hits in
      place.map { listed in hits.contains { $0.entry.entryID == "\(listed)" } } ?? false
    }.count
    let strangers = zip(meant, hits).filter { $0.0 == nil && !$0.1.isEmpty }.count
    print(
      "\(count) names against \(entries) entries: \(seconds(read - start)) s to read the lists, "
        + "\(seconds(end - read)) s to screen; \(found) of \(meant.compactMap(\.self).count) "
        + "listed ones found, \(strangers) others have a hit")
  }

  private static func seconds(_ duration: Duration) -> String {
    let parts = duration.components
    return String(format: "%.2f", Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
  }

  private static func name(_ random: inout SplitMix) -> String {
    let words = (0..<1 + random.below(2)).map { _ in
      (0..<2 + random.below(2)).map { _ in parts[random.below(parts.count)] }.joined().capitalized
    }
    return
      (words + [lines[random.below(lines.count)], forms[random.below(forms.count)]])
      .joined(separator: " ")
  }

  private static func misspelt(_ name: String, _ random: inout SplitMix) -> String {
    var words = name.split(separator: " ").map(String.init)
    if random.below(2) == 0 { words.removeLast() }
    var letters = Array(words[0])
    let place = 1 + random.below(letters.count - 2)
    switch random.below(3) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    default: letters.swapAt(place, place + 1)
    }
    words[0] = String(letters)
    return words.joined(separator: " ")
  }

  private static let countries = ["KR", "CN", "HK", "SG", "AE", "RU"].map { CountryCode($0) }
  private static let parts =
    ("an ber cor dan el fin gar hol in jor kel lum mar nor ol per quin ros sel tor um ver wes xan yor zel "
    + "har bour oak field stone dale port wick ham ton sea north sun star blue iron gold crest vale")
    .split(separator: " ").map(String.init)
  private static let lines =
    "Electronics Trading Semiconductor Logistics Systems Technologies Materials Precision Industrial"
    .split(separator: " ").map(String.init)
  private static let forms = [
    "Co., Ltd.", "Pte. Ltd.", "Inc.", "GmbH", "Sdn. Bhd.", "LLC", "Limited",
  ]
}
