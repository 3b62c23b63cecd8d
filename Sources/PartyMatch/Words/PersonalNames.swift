/// Words of personal names that many bear, those that stand for one another, and those that are no name.
///
/// Written by hand from general knowledge of naming.
enum PersonalNames {
  /// Decibans for agreeing on a name that one person in a hundred or more bears.
  static let commonWorth = 13.0

  /// Names that many people bear in some country.
  static let common: Set<String> = Set(
    """
    mohammed muhammad mohammad mohamed mohamad mohammadi ahmed ahmad ali hassan hasan hussein hussain
    husayn ibrahim abdul abdullah abdallah abd abdel omar umar khan abu mahmoud mahmood mustafa yusuf
    yousef khalid said saeed hamid rahman karim aziz salim saleh salman ismail
    john james robert michael william david richard thomas charles joseph daniel george paul peter mark
    maria mary anna elena olga ivan sergey sergei sergej alexander aleksandr alexandr vladimir andrei
    andrey dmitry dmitri mikhail nikolai igor viktor boris jose juan luis carlos antonio francisco
    fernando miguel pedro jean pierre michel hans karl klaus wolfgang friedrich giovanni mario
    kim gim lee yi ri rhee park bak pak choi choe jung jeong chung chong kang gang cho jo yoon yun jang
    chang lim im rim han shin sin seo suh kwon hwang ahn an song ryu yu yoo hong jeon jun ko go moon mun
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo zheng liang xie tang
    yong jong song hyok chol kwang jin su il min ho sung young soo hyun jae nguyen tran singh kumar
    smith jones brown miller johnson silva santos garcia rodriguez martinez lopez gonzalez perez sanchez
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Spellings and short forms of one name; a name may stand in several lists.
  static let alike: [String: Set<Int>] = {
    var lists: [String: Set<Int>] = [:]
    for (number, line) in groups.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ") { lists[String(word), default: []].insert(number) }
    }
    return lists
  }()

  /// The lists that a name stands in, also with an ending of Latvian or Lithuanian: Pēteris is Peter.
  static func lists(of name: String) -> Set<Int>? {
    if let lists = alike[name] { return lists }
    guard name.utf8.count > 5, name.hasSuffix("s") else { return nil }
    if let lists = alike[String(name.dropLast())] { return lists }
    let ending = name.utf8.dropLast().last
    return ending == 0x69 || ending == 0x61 ? alike[String(name.dropLast(2))] : nil
  }

  /// Titles and forms of address, which are no part of a name.
  static let titles: Set<String> = Set(
    """
    mr mrs ms miss dr prof professor sir madam monsieur madame mme herr frau senor senora president
    prasident presidente general colonel captain sheikh shaikh sheik shaykh haji hajj hajji mullah
    maulavi mawlawi sayyid sayyed engineer eng hon honorable mv mt
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).subtracting(["engineer", "eng", "general"])

  /// Little words inside names; agreeing on them says next to nothing.
  static let particles: Set<String> = Set(
    """
    al el ul ur ud de da do dos das del della di du la le les los las van von der den ten ter zu zum bin
    ibn ben bint of the and for in und et an na
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Particles that say whose child somebody is.
  static let childOf: Set<String> = ["bin", "ibn", "ben", "bint"]

  private static let groups = """
    kim gim
    lee yi ri rhee li yee
    park bak pak
    choi choe
    jung jeong chung chong
    kang gang
    cho jo
    yoon yun youn
    lim im rim
    noh roh ro no
    ryu yu yoo
    shin sin
    seo suh so
    woo u oo
    young yeong yong
    hyun hyeon hyon
    sung seong song
    jun joon
    mohammed muhammad mohammad mohamed mohamad muhammed mohd mukhammad
    ahmed ahmad akhmed
    hussein hussain husayn husain hossein hussayn
    osama usama
    omar umar
    abdullah abdallah
    abdul abd abdel
    yusuf yousef youssef yusif joseph
    sergey sergei sergej serge sergio
    alexander aleksandr alexandr aleksander oleksandr alexandre sasha alex
    vladimir volodymyr wladimir
    mikhail michael mykhailo michail mike mick
    nikolai nicholas nikolay mykola nick
    dmitry dmitri dmitriy
    andrei andrey andrew andrej andriy
    yevgeny evgeny evgeniy eugene
    william bill will billy wilhelm
    robert bob rob bobby
    richard rick dick rich
    thomas tom tommy
    james jim jimmy jamie
    john jon johnny jack ivan johann hans juan jean giovanni
    joseph joe josef jose giuseppe
    theodore ted teddy theo
    edward ed eddie ted ned
    benjamin ben benny binyamin
    daniel dan danny
    david dave
    charles charlie chuck karl carl carlos
    george georg jorge yuri
    peter pete pedro pierre pyotr
    anthony tony antonio anton
    katherine catherine kate kathy katharina
    elizabeth liz beth elisabeth betty
    margaret maggie peggy
    steven stephen steve stefan
    christopher chris
    samuel sam
    gregory greg grigory
    lawrence larry laurence
    ronald ron
    donald don
    timothy tim
    matthew matt
    jeffrey jeff geoffrey
    kenneth ken
    francis frank francisco francois
    frederick fred frederic friedrich fritz
    henry harry heinrich henri
    philip phil philippe phillip
    """
}
