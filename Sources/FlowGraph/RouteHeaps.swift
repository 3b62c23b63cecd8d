/// One heap of edges for each leg, widest key first, lower edge number among equals.
struct EdgeHeaps {
  struct Entry {
    var key: Int64
    var edge: Int32

    /// Edges of one leg are in order of their targets, so the lower edge is the lower target.
    func precedes(_ other: Entry) -> Bool {
      key != other.key ? key > other.key : edge < other.edge
    }
  }

  private var entries: [Entry]
  private let offsets: [Int32]
  /// How many edges of each leg still have a key above zero.
  private var sizes: [Int32]

  /// Makes heaps of the edges of each leg; edges with key 0 are left out.
  init(keys: [Int64], offsets: [Int32]) {
    entries = keys.indices.map { Entry(key: keys[$0], edge: Int32($0)) }
    self.offsets = offsets
    sizes = (0..<(offsets.count - 1)).map { offsets[$0 + 1] - offsets[$0] }
    for leg in sizes.indices {
      for place in stride(from: Int(sizes[leg]) / 2 - 1, through: 0, by: -1) {
        siftDown(leg: leg, from: place)
      }
      dropEmpty(leg: leg)
    }
  }

  /// The widest edge of a leg, or nil when nothing can go on.
  func top(of leg: Int) -> Entry? {
    sizes[leg] > 0 ? entries[Int(offsets[leg])] : nil
  }

  /// Gives the top edge of a leg a lower key.
  mutating func lowerTop(of leg: Int, to key: Int64) {
    entries[Int(offsets[leg])].key = key
    siftDown(leg: leg, from: 0)
    dropEmpty(leg: leg)
  }

  private mutating func dropEmpty(leg: Int) {
    // The widest key is on top: when it is zero, so are all.
    if sizes[leg] > 0 && entries[Int(offsets[leg])].key == 0 { sizes[leg] = 0 }
  }

  private mutating func siftDown(leg: Int, from place: Int) {
    let base = Int(offsets[leg])
    let size = Int(sizes[leg])
    var place = place
    let moving = entries[base + place]
    while true {
      var child = 2 * place + 1
      guard child < size else { break }
      if child + 1 < size && entries[base + child + 1].precedes(entries[base + child]) {
        child += 1
      }
      guard entries[base + child].precedes(moving) else { break }
      entries[base + place] = entries[base + child]
      place = child
    }
    entries[base + place] = moving
  }
}

/// A heap of the places where routes can start.
struct StartHeap {
  struct Entry {
    var width: Int64
    var legs: Int32
    var leg: Int32

    /// Wider first, then fewer legs, then the lower first leg.
    func precedes(_ other: Entry) -> Bool {
      width != other.width
        ? width > other.width : (legs, leg) < (other.legs, other.leg)
    }
  }

  private var entries: [Entry] = []

  /// The entry that comes first, or nil when there is none.
  var top: Entry? { entries.first }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0, entry.precedes(entries[(place - 1) / 2]) {
      entries[place] = entries[(place - 1) / 2]
      place = (place - 1) / 2
    }
    entries[place] = entry
  }

  /// Gives the top entry a lower width; an entry of width 0 is removed.
  mutating func lowerTop(to width: Int64) {
    if width == 0 {
      let last = entries.removeLast()
      guard !entries.isEmpty else { return }
      entries[0] = last
    } else {
      entries[0].width = width
    }
    let moving = entries[0]
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count && entries[child + 1].precedes(entries[child]) { child += 1 }
      guard entries[child].precedes(moving) else { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = moving
  }
}
