import DiversionRisk
import FlowGraph
import RouteCharts
import TradeIntake
import TradeStore

/// Tells failures that a person can mend from faults of the program.
public enum InputFailure {
  /// What to say of an error that a person can mend; nil for any other.
  public static func sentence(for error: any Error) -> String? {
    switch error {
    case let error as RunError: error.description
    case let error as IntakeError: error.description
    case let error as StoreError: error.description
    case let error as SnapshotError: error.description
    case let error as JudgementConflict: error.description
    case let error as ChartError: error.description
    default: nil
    }
  }
}
