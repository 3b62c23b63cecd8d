import Foundation

/// What a line measured, and how sure it is that it looked at the right party.
struct Sighting: Hashable, Sendable {
  /// The rule's measure.
  let measure: Double
  /// The probability that whoever it rests on is who it takes them for; 1 where nobody doubts it.
  var certainty = 1.0

  /// A measure of which nobody doubts whom it is about.
  init(measure: Double) { self.measure = measure }

  /// A measure about somebody who is who it takes them for with a probability.
  init(measure: Double, certainty: Double) {
    (self.measure, self.certainty) = (measure, certainty)
  }

  /// What an observation measured; nil where the data to decide are missing.
  init?(_ observation: Observation) {
    guard let measure = observation.measure else { return nil }
    self.measure = measure
    certainty = observation.certainty
  }
}

extension WeightSet.LineWeights {
  /// What a sighting weighs: of an identity with probability p the likelihood ratio is p · LR + (1 − p).
  ///
  /// - SeeAlso: I. J. Good, *Weight of Evidence: A Brief Survey*, 1985.
  func decibans(of sighting: Sighting) -> Double {
    let alone = decibans(at: sighting.measure)
    guard sighting.certainty < 1, alone != 0 else { return alone }
    let ratio = sighting.certainty * pow(10, alone / 10) + 1 - sighting.certainty
    // Thousandths of a deciban, as weights have them.
    return (10 * log10(ratio) * 1000).rounded() / 1000
  }
}
