import ArgumentParser
import Foundation

/// Writes an invented trade folder with planted diversion and the truth about it.
@main
struct EntrepotWorlds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entrepot-worlds",
    abstract:
      "Writes an invented trade folder: honest entrepôt trade, planted diversion, and the truth.",
    discussion: """
      Nothing in a world is real: companies, addresses, list entries, permits and shipments are \
      invented from the seed; control dates and price levels follow public facts. The same \
      arguments give the same bytes. OUT/truth/ is for tests and measurements only.
      """)

  @Argument(help: "Folder to write; must be new or empty unless --replace is given.")
  var out: String

  @Option(help: "Which world.")
  var seed: UInt64 = 1

  @Option(help: "About how many declaration rows.")
  var rows: Int?

  @Option(help: "sample (2,500 rows), small (20,000), medium (200,000), large (2,000,000).")
  var size: Size = .sample

  @Option(help: "Share of movements out of hubs that anybody records, 0 to 1.")
  var visibility: Double = 0.7

  @Option(help: "Honest controlled exports through hubs for each diverted export, at least 1.")
  var lookAlikes: Double = 36

  @Option(help: "Exports to divert, instead of what --look-alikes says.")
  var diverted: Int?

  @Option(help: "How much goes through each hub, such as SG:9,MY:7,AE:1; others get nothing.")
  var hubs: String?

  @Option(help: "Where diverted goods end, such as CN:4,HK:9.")
  var destinations: String?

  @Option(help: "Typologies to plant, such as T01,T05,slow_dwell (default: all).")
  var typologies: String?

  @Option(
    help: """
      5: all typologies, honest companies that trade as seldom as fronts do, and \
      a neighbour without demand for T23; 4: one with demand; 3: without such \
      companies; 2: without T15 either; 1: fewer, without seasons, decoy \
      sales and back-dating. Each makes the same worlds for good, byte for byte.
      """)
  var edition = 5

  @Flag(help: "Plant no diversion at all.")
  var noDiversion = false

  @Flag(help: "Replace the files of an earlier world in OUT.")
  var replace = false

  enum Size: String, ExpressibleByArgument, CaseIterable {
    case sample, small, medium, large

    var rows: Int {
      switch self {
      case .sample: 2_500
      case .small: 20_000
      case .medium: 200_000
      case .large: 2_000_000
      }
    }
  }

  func validate() throws {
    if let rows, !(500...9_000_000).contains(rows) {
      throw ValidationError("--rows must be between 500 and 9,000,000.")
    }
    if !(0...1).contains(visibility) {
      throw ValidationError("--visibility must be between 0 and 1.")
    }
    if !(lookAlikes >= 1) {
      throw ValidationError("--look-alikes must be at least 1.")
    }
  }

  /// What kind of world was asked for.
  private func plan() throws -> WorldPlan {
    guard (1...5).contains(edition) else {
      throw ValidationError("--edition must be between 1 and 5.")
    }
    if let diverted, !(1...1_000_000).contains(diverted) {
      throw ValidationError(
        "--diverted must be between 1 and 1,000,000; --no-diversion is for none.")
    }
    var plan = WorldPlan(
      edition: edition, lookAlikes: lookAlikes, diverted: diverted, withDiversion: !noDiversion)
    for (option, text, places, key) in [
      ("--hubs", hubs, Place.hubs, \WorldPlan.hubWeights),
      ("--destinations", destinations, Place.concerns, \WorldPlan.buyerWeights),
    ] {
      guard let text else { continue }
      guard let weights = WorldPlan.weights(text, of: places) else {
        let known = places.map { Place.all[$0].code }.joined(separator: ", ")
        throw ValidationError("\(option) \(text): write CODE:WEIGHT,…; codes are \(known).")
      }
      plan[keyPath: key] = weights
    }
    plan.typologies = (typologies ?? "").split(separator: ",").map(String.init)
    let known = plan.known
    for name in plan.typologies where !known.contains(where: { $0.firstWord == name }) {
      let words = known.map(\.firstWord).joined(separator: ", ")
      throw ValidationError("--typologies: there is no \(name); there are \(words).")
    }
    return plan
  }

  func run() throws {
    let plan = try plan()
    let folder = URL(fileURLWithPath: out, isDirectory: true)
    try prepare(folder)
    let world = World(seed: seed, rows: rows ?? size.rows, plan: plan)
    var recorder = Recorder(world: world, visibility: visibility)
    recorder.inspect()
    try WorldFolder(recorder, at: folder).write()
    print(
      "entrepot-worlds: done, \(recorder.rows.count) rows, \(world.directory.firms.count) companies, "
        + "\(world.schemes.count) planted schemes in \(folder.path)")
  }

  /// Removes the files of an earlier world if asked to; never touches any other file.
  private func prepare(_ folder: URL) throws {
    let files = FileManager.default
    let found = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    guard !found.isEmpty else { return }
    let strangers = found.filter { !WorldFolder.fileNames.contains($0) }
    guard replace, strangers.isEmpty else {
      throw ValidationError(
        strangers.isEmpty
          ? "\(folder.path) is not empty; give --replace to replace the world in it."
          : "\(folder.path) holds files of something else, such as \(strangers.sorted()[0]).")
    }
    for name in found {
      try files.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
