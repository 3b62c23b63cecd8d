/// The files of a run that hold every reason: written as scores are worked out.
///
/// Reasons take some kilobytes an export and some ten a route; held in memory until everything is
/// scored, they would be most of what a run of a large country takes.
struct ReasonFiles {
  /// `explanations.jsonl.gz`: why each export has its score.
  let explanations: OutputFile
  /// `routes.jsonl`: the routes with their reasons, ranked.
  let routes: OutputFile
  /// How many of the first routes are drawn afterwards, with all that was written of them.
  let drawnRoutes: Int

  /// Creates the files.
  ///
  /// - Parameters:
  ///   - folder: the folder that the run is written to.
  ///   - drawnRoutes: how many of the first routes are to be kept whole.
  /// - Throws: `RunError` where they cannot be made.
  init(in folder: String, drawnRoutes: Int) throws(RunError) {
    explanations = try OutputFile(path: folder + "/explanations.jsonl.gz")
    routes = try OutputFile(path: folder + "/routes.jsonl")
    self.drawnRoutes = drawnRoutes
  }

  /// Closes the files; only then are they whole.
  ///
  /// - Throws: `RunError` where what is left cannot be written.
  func close() throws(RunError) {
    try explanations.close()
    try routes.close()
  }
}
