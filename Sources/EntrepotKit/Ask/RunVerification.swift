import FlowGraph
import TradeIntake
import TradeModel

/// Whether what a run says of flows follows from its movements.
///
/// Movements and routes are the files that the run wrote. For every route: its legs are movements of the run and can follow one another; its bounds are
/// worked out again, with flows that attain them and cuts that hold them, and both are added up
/// leg by leg; and all routes together draw no more from a leg than it carried.
public struct RunVerification: Sendable {
  /// What was found to differ, one sentence a finding.
  public private(set) var differences: [String] = []
  /// What was compared and found right.
  public private(set) var confirmations: [String] = []

  /// Whether nothing differs.
  public var isRight: Bool { differences.isEmpty }

  /// The files that findings rest on; `run.json` notes their digests.
  static let digested = ["movements.csv.gz", "routes.jsonl"]

  /// Verifies a run, or one route of it.
  ///
  /// - Parameters:
  ///   - folder: the run folder.
  ///   - route: the id of a route; nil for all of them.
  /// - Throws: `RunError` where the run cannot be read at all.
  public init(run folder: String, route: String?) throws {
    let reader = try RunReader(folder: folder)
    try compareDigests(of: reader)
    let flows = try reader.flows()
    let routes = if let route { [try reader.route(route)] } else { try reader.routes().routes }
    var chains: [[Int32]] = []
    var compared: [Route] = []
    for route in routes {
      if let chain = chain(of: route, in: flows) {
        chains.append(chain)
        compared.append(route)
      }
    }
    let proofs = flows.ranged.chainProofs(of: chains)
    for (route, proof) in zip(compared, proofs) { compare(route, with: proof) }
    conserve(compared, chains, flows)
    let cuts = proofs.reduce(0) { $0 + $1.cutCount }
    confirmations.append(
      "\(flows.movements.count) movements, \(routes.count) routes: \(compared.count) consist of them"
    )
    confirmations.append(
      "\(cuts) cuts and \(proofs.reduce(0) { $0 + $1.flowCount }) flows were added up leg by leg"
    )
  }

  /// Holds the files against the digests that the run noted.
  private mutating func compareDigests(of run: RunReader) throws {
    guard let outputs = run.manifest.outputs else {
      confirmations.append("run.json is of a version that noted no digests of its files")
      return
    }
    for name in Self.digested {
      let found = try FileDigest.of(run.folder + "/" + name).sha256
      guard let noted = outputs.first(where: { $0.file == name })?.sha256 else {
        differences.append("run.json: notes no digest of \(name)")
        continue
      }
      if found == noted {
        confirmations.append("\(name) is the file that the run wrote")
      } else {
        differences.append(
          "\(name): is not the file that the run wrote: its SHA-256 is \(found), run.json says "
            + noted)
      }
    }
  }

  /// The legs of a route, where they are what the route says.
  private mutating func chain(of route: Route, in flows: RunFlows) -> [Int32]? {
    var chain: [Int32] = []
    for leg in route.legs {
      guard let number = flows.legOfDeclaration[leg.identity] else {
        differences.append("\(route.routeID): \(leg.identity) is no movement of the run")
        return nil
      }
      let carried = FlowQuantity(thousandths: flows.legs.quantity[Int(number)])
      if leg.quantity ?? FlowQuantity(thousandths: 0) != carried {
        differences.append(
          "\(route.routeID): \(leg.identity) has \(leg.quantity.map(\.description) ?? "no quantity"), "
            + "the movement carried \(carried)")
      }
      chain.append(number)
    }
    guard chain.count >= 2 else {
      differences.append("\(route.routeID): has fewer than two legs")
      return nil
    }
    for (before, after) in zip(chain, chain.dropFirst())
    where flows.legs.receiver[Int(before)] != flows.legs.sender[Int(after)]
      || !flows.hubs.admits(inLeg: before, outLeg: after)
    {
      differences.append(
        "\(route.routeID): nothing of \(flows.movements[Int(before)].identity) can have gone on with "
          + "\(flows.movements[Int(after)].identity)")
      return nil
    }
    return chain
  }

  private mutating func compare(_ route: Route, with proof: RangedChainProof) {
    if !proof.faults.isEmpty {
      differences.append(
        "\(route.routeID): the flows and cuts of its bounds do not add up: \(proof.faults)")
    }
    // A route claims no more than the decomposition gave it.
    let lower = FlowQuantity(thousandths: min(proof.lower, route.attributed.thousandths))
    let upper = FlowQuantity(thousandths: proof.upper)
    for (name, said, found) in [("lower", route.lower, lower), ("upper", route.upper, upper)]
    where said != found {
      differences.append("\(route.routeID): \(name) is said to be \(said), it is \(found)")
    }
    if route.attributed > upper {
      differences.append(
        "\(route.routeID): \(route.attributed) is attributed, at most \(upper) can have gone that way"
      )
    }
  }

  private mutating func conserve(_ routes: [Route], _ chains: [[Int32]], _ flows: RunFlows) {
    var drawn: [Int32: Int64] = [:]
    for (route, chain) in zip(routes, chains) {
      for leg in chain { drawn[leg, default: 0] += route.attributed.thousandths }
    }
    for (leg, sum) in drawn.sorted(by: { $0.key < $1.key })
    where sum > flows.legs.quantity[Int(leg)] {
      differences.append(
        "\(flows.movements[Int(leg)].identity): routes draw \(FlowQuantity(thousandths: sum)) from it, "
          + "it carried \(FlowQuantity(thousandths: flows.legs.quantity[Int(leg)]))")
    }
    confirmations.append(
      "\(drawn.count) movements on routes are drawn upon for no more than they carried")
  }
}
