import TradeModel

/// Leaves out some records of what moved on from hubs, to see what a run is worth when fewer are seen.
///
/// Which are left out depends on the record's own identity, so that a smaller share seen is a part of a
/// larger one.
struct OnwardVisibility {
  /// The share of onward records that stays, 0 to 1.
  let share: Double
  /// Countries whose own exports stay all.
  let origins: [CountryCode]

  /// Whether a record stays.
  func isSeen(_ declaration: Declaration) -> Bool {
    guard declaration.kind == .export || declaration.kind == .reexport,
      !origins.contains(declaration.departureCountry)
    else { return true }
    let draw = StableHash.value("onward|\(declaration.identity)")
    // The upper bits of the hash are the better mixed ones.
    return Double(draw >> 11) * 0x1p-53 < share
  }
}
