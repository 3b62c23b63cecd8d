import GRDB
import Testing
import TradeModel

@testable import TradeStore

@Suite("Judgements on record")
struct JudgementTests {
  private func judgement(_ id: String = "", _ verdict: Verdict = .same) -> Judgement {
    Judgement(
      id: id, one: WrittenParty(id: "KR1"),
      other: WrittenParty(name: "가온, \"A\"", country: CountryCode("SG")), verdict: verdict,
      judge: "Kim", day: Sample.day("2025-03-01"), reason: "one\nregister")
  }

  private let taken = Revocation(by: "Lee", on: Sample.day("2025-04-01"), reason: "wrong")

  @Test("come back as recorded, revoked ones too", arguments: StoreKind.allCases)
  func roundTrip(kind: StoreKind) throws {
    let scratch = try Scratch()
    let store = try kind.store(in: scratch)
    let first = try store.record(judgement(), at: "2025-03-02T00:00:00Z")
    #expect(first.id.wholeMatch(of: /J-[0-9A-F]{16}/) != nil)
    #expect(try store.judgements() == [first])
    try store.revoke(first.id, taken, at: "2025-04-02T00:00:00Z")
    var revoked = first
    revoked.revocation = taken
    #expect(try store.judgements() == [revoked])
    #expect(try store.judgements(asOf: Sample.day("2025-03-31")) == [revoked])
    #expect(try store.judgements(asOf: Sample.day("2025-04-01")) == [])
    #expect(try store.judgements(asOf: Sample.day("2025-02-28")) == [])
    let again = try store.record(judgement(), at: "2025-04-03T00:00:00Z")
    #expect(again.id == first.id + "-2")
  }

  @Test("are only ever added: the database refuses to change or delete one")
  func appendOnly() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    let id = try store.record(judgement(), at: "now").id
    try store.revoke(id, taken, at: "now")
    for sql in [
      "DELETE FROM judgement", "UPDATE judgement SET verdict = 'different'",
      "DELETE FROM judgement_revocation", "UPDATE judgement_revocation SET revoked_on = 0",
    ] {
      #expect(throws: DatabaseError.self, "\(sql)") {
        try store.queue.write { try $0.execute(sql: sql) }
      }
    }
  }

  @Test("cannot be taken back twice, before their day, or without being there")
  func conflicts() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    let id = try store.record(judgement(), at: "now").id
    #expect(throws: JudgementConflict.unknown(id: "J-0")) {
      try store.revoke("J-0", taken, at: "now")
    }
    let early = Revocation(by: "Lee", on: Sample.day("2025-02-28"), reason: "")
    #expect(throws: JudgementConflict.revokedTooEarly(id: id, judgedOn: judgement().day)) {
      try store.revoke(id, early, at: "now")
    }
    try store.revoke(id, taken, at: "now")
    let other = Revocation(by: "Park", on: Sample.day("2025-05-01"), reason: "")
    #expect(throws: JudgementConflict.revokedBefore(id: id, on: taken.on)) {
      try store.revoke(id, other, at: "now")
    }
  }

  @Test("of a file: a row may gain its revocation later, and may not say something else")
  func ofFiles() throws {
    let scratch = try Scratch()
    let store = try StoreKind.temporary.store(in: scratch)
    try store.register("judgements.csv") { session in
      try session.store(judgement("J7"))
      try session.store(judgement("J7"))
    }
    var revoked = judgement("J7")
    revoked.revocation = taken
    try store.register("judgements-2.csv") { try $0.store(revoked) }
    try store.register("judgements-3.csv") { try $0.store(judgement("J7")) }
    #expect(try store.judgements() == [revoked])
    #expect(throws: JudgementConflict.otherwiseRecorded(id: "J7")) {
      try store.register("judgements-4.csv") { try $0.store(judgement("J7", .different)) }
    }
  }
}
