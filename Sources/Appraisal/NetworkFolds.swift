/// Splits rows into parts so that rows that hang together are in one part.
public enum NetworkFolds {
  /// The part of each row.
  ///
  /// Rows that share a node are joined. A node of more rows than `hub` joins nothing: a giant
  /// distributor would tie everything into one.
  ///
  /// - Parameters:
  ///   - nodes: the nodes of each row.
  ///   - count: how many parts.
  ///   - hub: rows from which on a node joins nothing.
  /// - Returns: the number of the part of each row; the parts are about equally large.
  public static func parts(nodes: [[Int]], count: Int, hub: Int) -> [Int] {
    let groups = components(nodes: nodes, hub: hub)
    var members: [Int: [Int]] = [:]
    for (row, group) in groups.enumerated() { members[group, default: []].append(row) }
    // The largest first, each into the part with the fewest rows; of equals the first.
    let ordered = members.values.sorted { one, other in
      one.count != other.count ? one.count > other.count : one[0] < other[0]
    }
    var sizes = [Int](repeating: 0, count: count)
    var parts = [Int](repeating: 0, count: nodes.count)
    for rows in ordered {
      let part = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
      sizes[part] += rows.count
      for row in rows { parts[row] = part }
    }
    return parts
  }

  /// The first row of the component of each row.
  static func components(nodes: [[Int]], hub: Int) -> [Int] {
    var rowsOfNode: [Int: [Int]] = [:]
    for (row, found) in nodes.enumerated() {
      for node in Set(found) { rowsOfNode[node, default: []].append(row) }
    }
    var parent = Array(nodes.indices)
    func root(_ row: Int) -> Int {
      var row = row
      while parent[row] != row {
        parent[row] = parent[parent[row]]
        row = parent[row]
      }
      return row
    }
    for rows in rowsOfNode.values where rows.count <= hub {
      for row in rows.dropFirst() {
        let (one, other) = (root(rows[0]), root(row))
        parent[max(one, other)] = min(one, other)
      }
    }
    return nodes.indices.map(root)
  }
}
