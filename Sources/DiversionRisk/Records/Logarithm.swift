import Foundation

/// Natural logarithm; one name for it, so that rooms that only need this do not import Foundation.
func logarithm(_ value: Double) -> Double { log(value) }

/// Base-10 logarithm times ten: odds to decibans.
func decibans(_ odds: Double) -> Double { 10 * log10(odds) }

/// Decibans to the probability that they stand for.
public func probability(ofDecibans decibans: Double) -> Double {
  1 / (1 + pow(10, -decibans / 10))
}
