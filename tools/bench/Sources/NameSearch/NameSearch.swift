import Foundation
import PartyMatch
import SeededWords

/// Search as one types over a million invented names: how long each kind of question takes, and how
/// often the party that was meant is among the first twenty.
///
///     NameSearch [names, 1000000] [questions of a kind, 400] [seed, 1]
@main
struct NameSearch {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let count = numbers.first ?? 1_000_000
    let questions = numbers.count > 1 ? numbers[1] : 400
    let seed = UInt64(numbers.count > 2 ? numbers[2] : 1)
    let made = InventedNames(names: count, seed: seed)
    let (bytes, building) = timed {
      SearchIndex.bytes(of: made.names, parties: made.parties, stamp: "bench")
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("names.search")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let index = try SearchIndex(Data(contentsOf: file, options: .alwaysMapped))
    print(
      "\(made.names.count) names and identifiers of \(made.parties.count) parties; built in "
        + "\(milliseconds(building)) ms, \(bytes.count / 1_000_000) MB")
    print("question                  p50 ms   p95 ms   most ms  meant in first 20")
    for question in Question.all {
      var random = SplitMix(state: seed ^ 77)
      var times: [Double] = []
      var found = 0
      while times.count < questions {
        let place = random.below(made.companies.count)
        guard let text = question.text(made.companies[place], &random) else { continue }
        let (hits, seconds) = timed { index.search(text, limit: 20) }
        times.append(seconds)
        if hits.contains(where: { $0.party.key == made.companies[place].identifier }) { found += 1 }
      }
      times.sort()
      let columns = [times[times.count / 2], times[times.count * 95 / 100], times[times.count - 1]]
      print(
        question.name.padding(toLength: 24, withPad: " ", startingAt: 0)
          + columns.map {
            String(repeating: " ", count: 9 - milliseconds($0).count) + milliseconds($0)
          }
          .joined() + "   \(found * 100 / times.count)%")
    }
  }

  private static func timed<Value>(_ body: () -> Value) -> (Value, Double) {
    let start = ContinuousClock.now
    let value = body()
    let elapsed = (ContinuousClock.now - start).components
    return (value, Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
  }

  private static func milliseconds(_ seconds: Double) -> String {
    String(format: "%.2f", seconds * 1000)
  }
}

/// A kind of question: what somebody who means a company has typed so far.
struct Question: Sendable {
  let name: String
  let text: @Sendable (InventedNames.Company, inout SplitMix) -> String?

  static let all = [
    Question(name: "one letter") { company, _ in company.latin.map { String($0.prefix(1)) } },
    Question(name: "one syllable") { company, _ in core(company.korean).map { String($0.prefix(1)) }
    },
    Question(name: "Korean, 3 syllables") { company, _ in
      core(company.korean).map { String($0.prefix(3)) }
    },
    Question(name: "Korean, half a syllable") { company, _ in
      core(company.korean).map { $0.prefix(3) + "ㅈ" }
    },
    Question(name: "Korean, whole name") { company, _ in company.korean },
    Question(name: "initial consonants, 4") { company, _ in
      core(company.korean).map { String($0.prefix(4).compactMap(initial)) }
    },
    Question(name: "Han, 3 letters") { company, _ in company.chinese.map { String($0.prefix(3)) } },
    Question(name: "Latin, 6 letters") { company, _ in company.latin.map { String($0.prefix(6)) } },
    Question(name: "Latin, words begun") { company, _ in
      company.latin.map {
        $0.split(separator: " ").prefix(2).map { $0.prefix(5) }.joined(separator: " ")
      }
    },
    Question(name: "Latin, no spaces") { company, _ in
      company.latin.map { $0.split(separator: " ").prefix(2).joined() }
    },
    Question(name: "misspelt, one letter") { company, random in
      company.latin.map {
        misspelt($0.split(separator: " ").dropLast(2).joined(separator: " "), 1, &random)
      }
    },
    Question(name: "misspelt, two letters") { company, random in
      company.latin.map {
        misspelt($0.split(separator: " ").dropLast(2).joined(separator: " "), 2, &random)
      }
    },
    Question(name: "misspelt Korean") { company, random in
      core(company.korean).map { text in
        var letters = Array(text)
        letters[1] = letters[1] == "한" ? "환" : "한"
        return String(letters)
      }
    },
    Question(name: "nobody's name") { company, _ in
      company.latin.map { "Qx" + String($0.lowercased().reversed()).filter(\.isLetter) }
    },
    Question(name: "identifier, begun") { company, _ in String(company.identifier.prefix(7)) },
    Question(name: "identifier, digits") { company, _ in
      String(company.identifier.dropFirst(2).dropLast())
    },
  ]

  /// A Korean name without its legal form.
  private static func core(_ name: String?) -> String? {
    name.map {
      $0.replacing("주식회사", with: "").replacing("(주)", with: "").trimmingCharacters(in: .whitespaces)
    }
  }

  private static func initial(_ letter: Character) -> Character? {
    guard let value = letter.unicodeScalars.first?.value, (0xAC00...0xD7A3).contains(value) else {
      return nil
    }
    return Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[Int(value - 0xAC00) / 588]
  }

  private static func misspelt(_ text: String, _ slips: Int, _ random: inout SplitMix) -> String {
    var letters = Array(text.lowercased())
    for _ in 0..<slips {
      let place = 1 + random.below(letters.count - 2)
      switch random.below(3) {
      case 0: letters[place] = Array("aeioubcdfgh")[random.below(11)]
      case 1: letters.remove(at: place)
      default: letters.swapAt(place, place + 1)
      }
    }
    return String(letters)
  }
}
