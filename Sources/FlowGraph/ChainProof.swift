/// The bounds of a chain with everything from which they follow, added up once more.
public struct ChainProof: Sendable, Equatable {
  /// At least this much went all the way.
  public let lower: Int64
  /// At most this much can have.
  public let upper: Int64
  /// The proof for each hub on the chain, in the order in which it is first reached.
  public let proofs: [FlowProof]
  /// What is wrong with them: nothing, if the bounds are right.
  public let faults: [FlowFault]
}

extension HubFlows {
  /// Proves the bounds of many chains of legs and checks the proofs, on all cores.
  ///
  /// - Parameter chains: Chains as `chainBounds(legs:)` takes them.
  /// - Returns: One proof for each, in their order.
  public func chainProofs(of chains: [[Int32]]) -> [ChainProof] {
    Parallel.map(count: chains.count) { chainProof(legs: chains[$0]) }
  }

  private func chainProof(legs: [Int32]) -> ChainProof {
    let steps = zip(legs, legs.dropFirst()).map { (inLeg: $0, outLeg: $1) }
    var hubsInOrder: [Int32] = []
    for step in steps {
      let hub = columns.receiver[Int(step.inLeg)]
      if !hubsInOrder.contains(hub) { hubsInOrder.append(hub) }
    }
    var proofs: [FlowProof] = []
    var faults: [FlowFault] = []
    for hub in hubsInOrder {
      let pairs = LegPairs(listed: steps.filter { columns.receiver[Int($0.inLeg)] == hub })
      let proof = proof(hub: hub, pairs: pairs)
      proofs.append(proof)
      faults += self.faults(in: proof, hub: hub, pairs: pairs)
    }
    // Of a chain of single legs, most is what the smallest carries, if each can follow the one before.
    let canFollow = steps.allSatisfy { admits(inLeg: $0.inLeg, outLeg: $0.outLeg) }
    let smallest = legs.map { columns.quantity[Int($0)] }.min() ?? 0
    let between = legs.dropFirst().dropLast().reduce(Int128(0)) {
      $0 + Int128(columns.quantity[Int($1)])
    }
    let atHubs = proofs.reduce(Int128(0)) { $0 + Int128($1.bounds.lower) }
    return ChainProof(
      lower: Int64(max(0, atHubs - between)), upper: canFollow ? smallest : 0, proofs: proofs,
      faults: faults)
  }
}
