import FlowGraph
import TradeModel

/// The commodity classes of flow accounting: each family twice, its controlled goods and the rest.
///
/// An ordinary graphics card cannot turn into an accelerator on the way, so the two never mix.
struct FlowClasses {
  let transforms: FamilyTransforms

  init(catalogue: GoodsCatalogue) {
    let count = catalogue.families.count
    var transforms = FamilyTransforms(familyCount: max(1, 2 * count))
    for (number, family) in catalogue.families.enumerated() {
      for product in family.becomes {
        guard let target = catalogue.index(of: product), Int(target) != number else { continue }
        for grade: Int16 in 0...1 {
          transforms.allow(from: Int16(number) * 2 + grade, to: target * 2 + grade, penalty: 1)
        }
      }
    }
    self.transforms = transforms
  }

  /// The class of a movement.
  static func number(of movement: Movement) -> Int16 {
    movement.family * 2 + (movement.mayBeControlled ? 1 : 0)
  }
}
