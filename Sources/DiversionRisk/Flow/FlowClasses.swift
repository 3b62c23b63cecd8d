public import FlowGraph
import TradeModel

/// The commodity classes of flow accounting: each family twice, its controlled goods and the rest.
///
/// An ordinary graphics card cannot turn into an accelerator on the way, so the two never mix.
public struct FlowClasses: Sendable {
  /// Which class may leave a hub as which other.
  public let transforms: FamilyTransforms

  init(catalogue: GoodsCatalogue) {
    self.init(
      families: catalogue.families.map(\.code), becoming: catalogue.families.map(\.becomes))
  }

  /// The classes of some families.
  ///
  /// - Parameters:
  ///   - families: their codes, in the order of their numbers.
  ///   - products: for each, the codes of the families that it may become; others are passed over.
  public init(families: [String], becoming products: [[String]]) {
    let numbers = Dictionary(
      families.enumerated().map { ($1, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    var transforms = FamilyTransforms(familyCount: max(1, 2 * families.count))
    for (number, products) in products.enumerated() {
      for product in products {
        guard let target = numbers[product], Int(target) != number else { continue }
        for grade: Int16 in 0...1 {
          transforms.allow(from: Int16(number) * 2 + grade, to: target * 2 + grade, penalty: 1)
        }
      }
    }
    self.transforms = transforms
  }

  /// The class of a movement.
  static func number(of movement: Movement) -> Int16 {
    number(family: movement.family, mayBeControlled: movement.mayBeControlled)
  }

  /// The class of goods of a family, controlled or not.
  public static func number(family: Int16, mayBeControlled: Bool) -> Int16 {
    family * 2 + (mayBeControlled ? 1 : 0)
  }
}
