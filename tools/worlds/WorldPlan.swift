/// What kind of world is wanted: other kinds are what a score is tested on that was made on one.
struct WorldPlan: Sendable {
  /// Which edition of practices and schemes; earlier ones stay as they were, so that old worlds can be
  /// made again byte for byte.
  var edition = 5
  /// Honest controlled exports through hubs for each diverted one.
  var lookAlikes = 36.0
  /// Exports to divert; nil for what `lookAlikes` says.
  var diverted: Int?
  var withDiversion = true
  /// How much trade goes through each hub, parallel to `Place.hubs`.
  var hubWeights = Place.hubs.map { Place.all[$0].weight }
  /// How much honest trade goes to each market, parallel to `Place.markets`.
  ///
  /// The neighbour that T23 names takes in next to nothing; in earlier editions it took in as much as a
  /// small market does, so that nothing about it was odd.
  var marketWeights: [Double] {
    Place.markets.map { edition > 4 && $0 == Place.tinyNeighbour ? 0.03 : Place.all[$0].weight }
  }
  /// How much diverted trade ends in each place of concern, parallel to `Place.concerns`.
  var buyerWeights = [4, 9, 0.2]
  /// Typologies to plant, by the first word of their names; empty for all of the edition.
  var typologies: [String] = []

  /// The typologies of the edition.
  var known: [Typology] {
    switch edition {
    case 1: Typology.firstEdition
    case 2: Typology.secondEdition
    default: Typology.all
    }
  }

  /// The typologies that are planted.
  var planted: [Typology] {
    typologies.isEmpty ? known : known.filter { typologies.contains($0.firstWord) }
  }

  /// Reads `SG:9,MY:7`; places that are not named get nothing.
  ///
  /// - Returns: weights parallel to the places; nil where the text cannot be read.
  static func weights(_ text: String, of places: [Int]) -> [Double]? {
    var weights = places.map { _ in 0.0 }
    for part in text.split(separator: ",") {
      let pair = part.split(separator: ":")
      guard pair.count == 2, let weight = Double(pair[1]), weight >= 0, weight.isFinite,
        let place = places.firstIndex(where: { Place.all[$0].code == pair[0] })
      else { return nil }
      weights[place] = weight
    }
    return weights.reduce(0, +) > 0 ? weights : nil
  }
}

extension Typology {
  /// How the typology is called in arguments: `T01`, `slow_dwell`.
  var firstWord: String { String(name.prefix { $0 != " " }) }
}
