// Written by tools/scripts/han_readings.py from the Unihan database of Unicode 15.0; do not edit.
// Unihan data © Unicode, Inc., used under the Unicode licence (https://www.unicode.org/license.txt).

extension HanReadings {
  /// Second Mandarin readings of letters that are often read in two ways.
  static let otherPinyin = """
    a呵 bei臂 bi辟 bo泊薄 cha刹剎 chang長长 cheng盛 di地 e哦 ke咳 ne吶呐 qiao壳殼 r儿兒 shuai率 shui谁 si似 tiao調调 wu恶惡
    xiang降 xiu宿 xu畜 ye咽 yu吁 zhua爪
    """
}
