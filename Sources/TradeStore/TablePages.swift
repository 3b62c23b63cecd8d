/// The pages of one table in a database image.
struct TablePages {
  private var leaf: LeafPage?
  /// Pages that are full, with the number of the last row on each.
  private var full: [Child] = []

  private struct Child {
    let page: Int
    let lastRow: Int64
  }

  /// A table without rows.
  init() {}

  /// Adds a row; rows come in ascending order of their numbers.
  mutating func add(_ record: borrowing RowRecord, row: Int64, to image: inout DatabaseImage) {
    if leaf?.add(record, row: row, to: &image) == true { return }
    closeLeaf(in: image)
    var fresh = LeafPage(image.addPage())
    let isWritten = fresh.add(record, row: row, to: &image)
    precondition(isWritten, "a row always finds room on an empty page")
    leaf = fresh
  }

  /// Ends the table.
  ///
  /// - Parameters:
  ///   - image: where its pages are.
  ///   - childLimit: how many pages one page above them names at most; three or more.
  /// - Returns: the page from which all others are found.
  mutating func finish(in image: inout DatabaseImage, childLimit: Int = 4_000) -> Int {
    if leaf == nil { leaf = LeafPage(image.addPage()) }
    closeLeaf(in: image)
    while full.count > 1 {
      // About as many on each: a page that names one alone is none that SQLite reads.
      let (count, pages) = (full.count, (full.count + childLimit - 1) / childLimit)
      full = (0..<pages).map { page in
        addPage(above: full[count * page / pages..<count * (page + 1) / pages], to: &image)
      }
    }
    return full[0].page
  }

  private mutating func closeLeaf(in image: borrowing DatabaseImage) {
    guard let leaf else { return }
    leaf.close(in: image)
    full.append(Child(page: leaf.page, lastRow: leaf.lastRow))
    self.leaf = nil
  }

  /// Adds an interior page: for each child but the last its number and its last row.
  private func addPage(above children: ArraySlice<Child>, to image: inout DatabaseImage) -> Child {
    let number = image.addPage()
    let page = image.page(number)
    var top = DatabaseImage.pageSize
    for (position, child) in children.dropLast().enumerated() {
      let key = UInt64(child.lastRow)
      let keyCount = GrowingBytes.length(ofVarint: key)
      top -= 4 + keyCount
      page.storeBytes(of: UInt32(child.page).bigEndian, toByteOffset: top, as: UInt32.self)
      GrowingBytes.write(varint: key, keyCount, to: page + top + 4)
      page.storeNumber(top, at: 12 + 2 * position)
    }
    page.writePageHeader(kind: 5, cells: children.count - 1, top: top)
    let last = children[children.endIndex - 1]
    page.storeBytes(of: UInt32(last.page).bigEndian, toByteOffset: 8, as: UInt32.self)
    return Child(page: number, lastRow: last.lastRow)
  }
}

/// A page of rows that is being filled: where each row lies from the front, the rows from the end.
struct LeafPage {
  let page: Int
  private let header: Int
  private var top = DatabaseImage.pageSize
  private var rowCount = 0
  private(set) var lastRow: Int64 = 0

  /// The most bytes of a row that lie on its page.
  private static let mostLocal = DatabaseImage.pageSize - 35
  /// The least, where the rest lies elsewhere.
  private static let leastLocal = (DatabaseImage.pageSize - 12) * 32 / 255 - 23

  /// An empty page; on the first of a database other things stand before it.
  init(_ page: Int, headerAt header: Int = 0) {
    self.page = page
    self.header = header
  }

  /// Adds a row.
  ///
  /// - Returns: false where there is no room for it.
  mutating func add(
    _ record: borrowing RowRecord, row: Int64, to image: inout DatabaseImage
  ) -> Bool {
    let local = Self.localCount(of: record.count)
    let isWhole = local == record.count
    let lengthCount = GrowingBytes.length(ofVarint: UInt64(record.count))
    let rowCountBytes = GrowingBytes.length(ofVarint: UInt64(row))
    let cellCount = lengthCount + rowCountBytes + local + (isWhole ? 0 : 4)
    guard top - cellCount >= header + 8 + 2 * (rowCount + 1) else { return false }
    top -= cellCount
    let spilled = isWhole ? nil : image.spill(record, after: local)
    let place = image.page(page)
    place.storeNumber(top, at: header + 8 + 2 * rowCount)
    let cell = place + top
    GrowingBytes.write(varint: UInt64(record.count), lengthCount, to: cell)
    GrowingBytes.write(varint: UInt64(row), rowCountBytes, to: cell + lengthCount)
    let content = cell + lengthCount + rowCountBytes
    if let spilled, let beginning = spilled.beginning.baseAddress {
      content.copyMemory(from: beginning, byteCount: local)
      withUnsafeBytes(of: UInt32(spilled.first).bigEndian) {
        UnsafeMutableRawBufferPointer(start: content + local, count: 4).copyMemory(from: $0)
      }
    } else {
      record.write(to: content)
    }
    rowCount += 1
    lastRow = row
    return true
  }

  /// Writes what the page says of itself.
  func close(in image: borrowing DatabaseImage) {
    (image.page(page) + header).writePageHeader(kind: 13, cells: rowCount, top: top)
  }

  /// How much of a row of so many bytes lies on its page.
  private static func localCount(of count: Int) -> Int {
    guard count > mostLocal else { return count }
    let local = leastLocal + (count - leastLocal) % (DatabaseImage.pageSize - 4)
    return local <= mostLocal ? local : leastLocal
  }
}

extension UnsafeMutableRawPointer {
  /// Writes the start of a page of a table; no space in it is free but the gap.
  fileprivate func writePageHeader(kind: UInt8, cells: Int, top: Int) {
    storeBytes(of: kind, as: UInt8.self)
    storeNumber(0, at: 1)
    storeNumber(cells, at: 3)
    storeNumber(top, at: 5)
    storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
  }

  /// Writes sixteen bits, the higher first; 65,536 is written as 0.
  fileprivate func storeNumber(_ number: Int, at place: Int) {
    storeBytes(of: UInt8(truncatingIfNeeded: number >> 8), toByteOffset: place, as: UInt8.self)
    storeBytes(of: UInt8(truncatingIfNeeded: number), toByteOffset: place + 1, as: UInt8.self)
  }
}
