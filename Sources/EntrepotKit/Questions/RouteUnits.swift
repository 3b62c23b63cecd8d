import FlowGraph

/// Families whose quantities are in one unit of account, so that they compare.
struct RouteUnit {
  /// The unit as the families name it; where goods turn into goods of a family that names it otherwise,
  /// all names, with strokes.
  let name: String
  /// The families, by number.
  let families: [Int]

  /// The units that some families are counted in, by name.
  ///
  /// Goods keep their quantity as they turn into goods of another family, so that both families are in
  /// one unit whatever each calls it. Otherwise a route over both would be ranked nowhere.
  static func all(of families: [AskedFamily]) -> [RouteUnit] {
    var names = families.map { Set([$0.unit]) }
    var isChanged = true
    while isChanged {
      isChanged = false
      for (number, family) in families.enumerated() {
        for other in families.indices
        where names[number] != names[other]
          && (family.becomes.contains(families[other].code)
            || !names[number].isDisjoint(with: names[other]))
        {
          names[number].formUnion(names[other])
          names[other] = names[number]
          isChanged = true
        }
      }
    }
    return Dictionary(grouping: families.indices) { names[$0].sorted().joined(separator: "/") }
      .map { RouteUnit(name: $0, families: $1) }.sorted { $0.name < $1.name }
  }
}

/// How many routes are counted in one unit of account.
struct RouteUnitCount {
  let unit: RouteUnit
  let count: RouteCount
}
