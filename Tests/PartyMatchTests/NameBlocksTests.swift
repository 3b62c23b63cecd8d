import Foundation
import Testing
import TradeModel

@testable import PartyMatch

@Suite("Blocks of names")
struct NameBlocksTests {
  private static func share(_ one: String, _ other: String) -> Bool {
    let blocks = [one, other].map { NameBlocks(NormalisedName($0), country: 7, withSlips: true) }
    return !Set(blocks[0].allKeys).isDisjoint(with: blocks[1].allKeys)
  }

  @Test(
    "spellings of one company share a block, whatever the script",
    arguments: [
      ("菲沃赛元件有限公司", "Filwolsae Components Limited"), ("(주)젠잔울로디바이스", "Xenzanulo Devices Co., Ltd."),
      ("米晓贵贸易有限公司", "Mirhyogui Trading"), ("祖伦嘉科实业", "Julumgarcor Industrial"),
      ("大成精密", "주식회사 대성정밀"), ("Oak Harbour Trading", "Harbour Oak Trading Ltd"),
      ("DANBELFIL CMPT SDN BHD", "Danbelfil Components"), ("Kwon Electronics", "Quen Elec"),
      ("Mirhyodan Opticks", "Mirhyodan Optics"), ("文维达科技有限公司", "Venvida Technology"),
      ("Mirhyodan Data Center", "MIRHYODAN DC"), ("폭스딘전자", "Foxdin Electronics"),
      ("볼바덴정밀", "Volvaden Precision"), ("화신정밀", "Huaxin Precision"),
      ("심천성광전자 유한공사", "深圳星光电子有限公司"), ("성광전자유한책임공사", "Xingguang Electronics"),
    ])
  func shared(one: String, other: String) {
    #expect(Self.share(one, other))
  }

  @Test("other names, trades and countries do not")
  func apart() {
    #expect(!Self.share("Kelbro Trading", "Dankel Trading"))
    #expect(!Self.share("Kelbro Trading", "Kelbro Logistics"))
    let here = NameBlocks(NormalisedName("Kelbro Trading"), country: 1, withSlips: true)
    let there = NameBlocks(NormalisedName("Kelbro Trading"), country: 2, withSlips: true)
    #expect(Set(here.allKeys).isDisjoint(with: there.allKeys))
  }

  @Test("hardly a true pair of generated names is missed", arguments: 0..<UInt64(4))
  func completeness(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var shared = [0, 0, 0]
    let count = 150
    for _ in 0..<count {
      let syllables = (0..<Int.random(in: 3...4, using: &random)).map { _ in
        Self.syllables[Int.random(in: 0..<Self.syllables.count, using: &random)]
      }
      let latin = syllables.map { $0[0] }.joined() + " Electronics Co., Ltd."
      let hangul = "(주)" + syllables.map { $0[1] }.joined() + "전자"
      let han = syllables.map { $0[2] }.joined() + "电子有限公司"
      for (number, pair) in [(latin, hangul), (latin, han), (hangul, han)].enumerated()
      where Self.share(pair.0, pair.1) {
        shared[number] += 1
      }
    }
    let shares = shared.map { Double($0) / Double(count) }
    #expect(shares[0] > 0.95, "Latin and Hangul: \(shares[0])")
    #expect(shares[1] > 0.85, "Latin and Han: \(shares[1])")
    #expect(shares[2] > 0.8, "Hangul and Han: \(shares[2])")
  }

  /// A syllable in Latin, Hangul and Han letters.
  private static let syllables: [[String]] = """
    ka 가 卡,mi 미 米,do 도 多,san 산 桑,ru 루 鲁,ne 네 内,po 포 波,bel 벨 贝,tor 토르 托,lin 린 林,
    sho 쇼 绍,gan 간 甘,te 테 特,no 노 诺,ra 라 拉,su 수 苏,ki 키 基,lan 란 兰,fa 파 法,de 데 德,
    mar 마르 马,zo 조 佐,dan 단 丹,tai 타이 泰,pin 핀 平,ban 반 班,man 만 曼
    """.split(whereSeparator: { $0 == "," || $0 == "\n" }).map {
      $0.split(separator: " ").map(String.init)
    }
}
