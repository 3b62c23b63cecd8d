/// A place on a page, in points.
struct ChartPoint: Hashable {
  var x: Double
  var y: Double
}

/// An upright rectangle on a page, in points, y downwards.
struct ChartBox: Hashable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }
  var middle: ChartPoint { ChartPoint(x: left + width / 2, y: top + height / 2) }
}
