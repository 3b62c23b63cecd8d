public import FlowGraph

/// How long goods of each family may lie at a hub, as classes of dwell.
public struct FlowWindows: Sendable {
  /// The window of each class; class 0 is for families that have none of their own.
  public let windows: DwellWindows
  private let classes: [UInt8]

  /// The most windows that some families may have of their own.
  public static let mostOwn = 255

  /// The windows of some families.
  ///
  /// - Parameters:
  ///   - families: their codes, in the order of their numbers.
  ///   - days: days that goods may lie at a hub.
  ///   - byFamily: days for some families instead; no more than `mostOwn` different ones.
  public init(
    families: [String], days: ClosedRange<Int>, byFamily: [String: ClosedRange<Int>]
  ) {
    var ranges = [days]
    classes = families.map { family in
      let own = byFamily[family] ?? days
      if let known = ranges.firstIndex(of: own) { return UInt8(known) }
      ranges.append(own)
      return UInt8(ranges.count - 1)
    }
    windows = DwellWindows(
      byClass: ranges.map {
        DwellWindow(minimum: Int32($0.lowerBound), maximum: Int32($0.upperBound))
      })
  }

  /// The class of dwell of goods of a family.
  public func dwellClass(of family: Int16) -> UInt8 { classes[Int(family)] }

  /// For each class of flow accounting that has a window of its own, that window.
  public var ofFlowClasses: [Int16: DwellWindow] {
    var windows: [Int16: DwellWindow] = [:]
    for (family, dwellClass) in classes.enumerated() where dwellClass > 0 {
      for mayBeControlled in [false, true] {
        let number = FlowClasses.number(
          family: Int16(family), mayBeControlled: mayBeControlled)
        windows[number] = self.windows.byClass[Int(dwellClass)]
      }
    }
    return windows
  }
}
