import Foundation
import PartyMatch
import TradeModel

/// Resolution of a million written parties: time, memory, and how many true pairs come together.
///
///     PartyResolution [written parties, 1000000] [seed, 1]
@main
struct PartyResolution {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let made = WrittenCompanies(
      count: numbers.first ?? 1_000_000, seed: UInt64(numbers.count > 1 ? numbers[1] : 1))
    let start = ContinuousClock.now
    let book = PartyBook(resolving: made.written, registry: [])
    let elapsed = (ContinuousClock.now - start).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(
      "\(made.written.count) written parties of \(Set(made.companies).count) companies: "
        + "\(book.parties.count) parties, \(book.weighed.count) mergers by weights, "
        + "\(book.possible.count) possible identities")
    print(String(format: "%.1f s, peak %.2f GiB", seconds, Double(usage.ru_maxrss) / 1_048_576))
    report(book, made)
  }

  /// Pairs of written parties of one company: how many are one party, how many are at least an edge,
  /// and how many pairs of one party are of one company.
  private static func report(_ book: PartyBook, _ made: WrittenCompanies) {
    var edges: Set<[Int32]> = []
    for edge in book.possible {
      if let one = book.index(ofKey: edge.one), let other = book.index(ofKey: edge.other) {
        edges.insert([min(one.raw, other.raw), max(one.raw, other.raw)])
      }
    }
    var members: [Int32: [Int]] = [:]
    for (position, company) in made.companies.enumerated() {
      members[company, default: []].append(position)
    }
    var (pairs, together, near) = (0, 0, 0)
    for positions in members.values {
      for (place, one) in positions.enumerated() {
        for other in positions[(place + 1)...] {
          pairs += 1
          let (first, second) = (book.indices[one], book.indices[other])
          if first == second {
            together += 1
          } else if edges.contains([min(first.raw, second.raw), max(first.raw, second.raw)]) {
            near += 1
          }
        }
      }
    }
    var sizes: [PartyIndex: [Int32: Int]] = [:]
    for (party, company) in zip(book.indices, made.companies) {
      sizes[party, default: [:]][company, default: 0] += 1
    }
    let merged = sizes.values.reduce(0) { sum, parts in
      let all = parts.values.reduce(0, +)
      return sum + all * (all - 1) / 2
    }
    print(
      String(
        format: "pairs: recall %.4f, with possible ones %.4f; precision %.4f",
        Double(together) / Double(pairs), Double(together + near) / Double(pairs),
        Double(together) / Double(max(1, merged))))
  }
}
