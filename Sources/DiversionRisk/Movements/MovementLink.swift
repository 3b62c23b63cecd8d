/// Two goods lines that record one movement, or may.
public struct MovementLink: Sendable {
  /// Why they are taken for one movement.
  public enum Reason: String, Sendable, CaseIterable {
    /// Export and import, or either and a bill of lading: both parties and the amounts agree.
    case bothParties = "both_parties"
    /// The same, with one party and the subheading: the consignee.
    case consigneeAndItem = "consignee_and_item"
    /// The same, with one party and the subheading: the shipper.
    case shipperAndItem = "shipper_and_item"
    /// A house bill of lading and the master bill that it names.
    case masterBillNamed = "master_bill_named"
    /// A house bill and the master bill of its container, by countries, days and weight.
    case masterBillCarried = "master_bill_carried"
    /// One source filed the same goods again within days, under another number.
    case filedAgain = "filed_again"
    /// One source filed the same goods twice on a day, under two numbers, and others saw one of the two.
    case filedTwiceSeenOnce = "filed_twice_seen_once"
    /// One source filed the same goods twice on a day, under two numbers.
    case filedTwice = "filed_twice"
    /// The same, by parties that file such amounts at other times as well.
    case filedOften = "filed_often"
  }

  /// The two rows of `RecordColumns`; the first is not the later one.
  public let one: Int32
  /// The other row.
  public let other: Int32
  /// Why.
  public let reason: Reason
  /// How ill days and amounts fit, from 0: a logarithm of ratios, and 0.005 for each day apart.
  public let misfit: Double

  /// Whether the two count once in flows.
  ///
  /// Rows of one source and day do not where nobody else's record tells: a lot that was split into equal
  /// parts looks the same, and splitting must not lower a score.
  public var isCountedOnce: Bool { reason != .filedTwice && reason != .filedOften }

  /// How often such pairs are one movement; see the page on movements for where the numbers are from.
  public var probability: Double {
    switch reason {
    case .bothParties where misfit <= 0.15: 0.997
    case .bothParties where misfit <= 0.2: 0.97
    case .bothParties: 0.2
    case .consigneeAndItem, .shipperAndItem: 0.99
    case .masterBillNamed: 0.99
    case .masterBillCarried: 0.95
    case .filedAgain: 0.97
    case .filedTwiceSeenOnce: 0.97
    case .filedTwice: 0.95
    case .filedOften: 0.5
    }
  }
}
