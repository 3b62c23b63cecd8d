/// How long the goods of each leg may stay at the node that they reach: one window for each class.
///
/// Most trades need one window. Where goods on consignment may lie longer than goods in transit, or
/// memory leaves sooner than machines, each such kind is a class of its own, which
/// ``LegColumns/dwellClass`` names for every leg.
///
/// ```swift
/// let windows = DwellWindows(byClass: [
///   DwellWindow(minimum: 0, maximum: 90), DwellWindow(minimum: 0, maximum: 14),
/// ])
/// legs.append(
///   sender: 1, receiver: 0, family: 0, departure: 10, arrival: 12, quantity: 50_000,
///   dwellClass: 1)  // must leave within 14 days
/// ```
public struct DwellWindows: Sendable, Equatable {
  /// The window of each class, by its number.
  public let byClass: [DwellWindow]

  /// One window for all legs.
  public init(_ window: DwellWindow) { byClass = [window] }

  /// Makes windows of 1 to 256 classes.
  public init(byClass windows: [DwellWindow]) {
    precondition(
      (1...256).contains(windows.count), "there are 1 to 256 dwell classes, got \(windows.count)")
    byClass = windows
  }

  /// The longest dwell of any class.
  var longest: Int32 { byClass.reduce(0) { max($0, $1.maximum) } }

  /// The window of a leg's goods where they arrive.
  public func window(of leg: Int32, in columns: LegColumns) -> DwellWindow {
    byClass[columns.dwellClass(of: leg)]
  }

  /// Refuses columns with a class that has no window.
  func check(_ columns: LegColumns) {
    precondition(
      columns.dwellClassCount <= byClass.count,
      "a leg has a dwell class outside 0..<\(byClass.count)")
  }
}
