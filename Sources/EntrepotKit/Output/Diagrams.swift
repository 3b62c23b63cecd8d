import RouteCharts
import TradeModel

/// The top routes as drawings.
struct Diagrams {
  let routes: [Route]
  let manifest: RunManifest
  let concern: Set<CountryCode>

  /// Draws the first routes; one that cannot be drawn is said, and keeps its DOT.
  func write(_ count: Int, to folder: String) throws -> (count: Int, warnings: [String]) {
    try OutputFile.makeFolder(folder)
    let provenance = ChartProvenance(
      sources: manifest.sources, runID: manifest.runID, version: EntrepotVersion.current,
      asOf: manifest.asOf)
    var drawn = 0
    var warnings: [String] = []
    for route in routes.prefix(count) {
      let chart = LanesChart(route: route, provenance: provenance, countriesOfConcern: concern)
      do {
        try OutputFile.write(try chart.svg(), to: "\(folder)/\(route.routeID).svg")
        drawn += 1
      } catch let error as ChartError {
        warnings.append("\(route.routeID) could not be drawn: \(error)")
      }
    }
    return (drawn, warnings)
  }
}
