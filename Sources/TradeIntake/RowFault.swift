/// Why a row cannot be used.
struct RowFault: Error {
  /// What can be wrong with a row; the words stand in `rejects.csv`.
  enum Reason: String, CaseIterable {
    // The shape of the row
    case textAfterQuote = "text after closing quote"
    case loneReturn = "carriage return without line feed"
    case nulByte = "NUL byte"
    case tooFewCells = "fewer cells than the header"
    case tooManyCells = "more cells than the header"
    case cellTooLong = "cell longer than 1 MiB"
    case repeatedHeader = "header repeated"
    case notJSON = "not a JSON object"
    case noGoodsLines = "no goods lines"
    // Any column
    case missing = "required value missing"
    case badDateForm = "date not YYYY-MM-DD"
    case impossibleDate = "impossible date"
    case badMonth = "month not YYYY-MM"
    case notACountry = "not an ISO country code"
    case notANumber = "not a number"
    case notFinite = "not a finite number"
    case negative = "negative number"
    case notWhole = "not a whole number"
    case tooLarge = "number too large"
    case tooSmall = "number too small"
    // Particular columns
    case lineBelowOne = "line below 1"
    case lineTooLarge = "line too large"
    case hsTooShort = "HS code too short"
    case hsTooLong = "HS code too long"
    case hsNotDigits = "HS code not digits"
    case unknownKind = "unknown kind"
    case unknownStatus = "unknown status"
    case unknownMode = "unknown mode"
    case unknownNature = "unknown nature"
    case unknownFlow = "unknown flow"
    case unknownOutcome = "unknown outcome"
    case unknownVerdict = "unknown verdict"
    case ownerWithoutID = "owner without party id"
    case shareOutOfRange = "share not between 0 and 1"
    case notAboveZero = "not above zero"
  }

  let reason: Reason
  let column: Column?
  /// The cell at fault where the column is not known by name.
  let position: Int?

  init(_ reason: Reason, _ column: Column) {
    self.reason = reason
    self.column = column
    position = nil
  }

  init(_ reason: Reason, cell position: Int? = nil) {
    self.reason = reason
    column = nil
    self.position = position
  }
}
