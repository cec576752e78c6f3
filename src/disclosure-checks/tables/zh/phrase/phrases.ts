import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { persons } from '../lists.ts'
import { counties } from '../places.ts'

/** Places larger than a finding: enough to locate an unnamed person. */
const regions = words(`
咸镜北道, 咸镜南道, 咸北, 咸南, 两江道, 慈江道, 平安北道, 平安南道, 平北, 平南, 黄海北道, 黄海南道, 黄海道, 江原道, 平壤, 惠山, 新义州, 清津, 咸兴, 元山, 南浦, 罗先, 罗津, 先锋, 沙里院, 海州, 江界, 平城, 顺川, 德川, 金策, 兴南, 开城, 朝鲜, 北韩, 北朝鲜, 丹东, 延吉, 图们, 珲春, 龙井, 和龙, 长白, 沈阳, 吉林, 辽宁, 集安, 临江, 哈尔滨, 长春, 大连, 北京, 上海, 延边, 俄罗斯, 海参崴, 符拉迪沃斯托克, 哈巴罗夫斯克, 莫斯科, 首尔, 边境, 边境地区, 国境, 鸭绿江, 图们江, 豆满江, 东海岸, 西海岸, 内陆, 南部, 北部, 国内, 道内, 市内, 蒙古, 老挝, 泰国, 当地, 新疆, 西藏, 喀什, 和田, 乌鲁木齐, 伊犁, 拉萨, 伊朗, 德黑兰, 缅甸, 仰光, 白俄罗斯, 明斯克, 古巴, 哈瓦那, 厄立特里亚, 阿斯马拉, 土库曼, 叙利亚, 大马士革, 委内瑞拉, 加拉加斯, 阿富汗, 喀布尔, 越南, 河内, 台北, 台湾, 高雄, 台中, 香港, 九龙, 新界, 澳门, 东京, 大阪, 日本, 曼谷, 清迈, 清莱, 万象, 胡志明, 昆明, 云南, 南宁, 广西, 广州, 广东, 深圳, 东莞, 青岛, 烟台, 威海, 山东, 河北, 天津, 内蒙, 呼和浩特, 满洲里, 绥芬河, 黑河, 牡丹江, 黑龙江, 通化, 白山, 本溪, 东港, 宽甸, 安图, 敦化, 汪清, 松原, 四平, 鞍山, 抚顺, 营口, 锦州, 迪拜, 阿联酋, 科威特, 卡塔尔, 多哈, 乌兰巴托, 伯力, 阿穆尔, 库页岛, 萨哈林, 雅库茨克, 赤塔, 圣彼得堡, 纽约, 伦敦, 洛杉矶, 华盛顿, 柏林, 巴黎, 多伦多, 悉尼, 墨尔本, 德国, 法国, 英国, 美国, 加拿大, 澳洲, 马来西亚, 吉隆坡, 新加坡, 柬埔寨, 金边, 西港, 印尼, 雅加达, 印度, 尼泊尔, 达兰萨拉, 非洲, 安哥拉, 刚果, 塞内加尔, 尼日利亚, 坦桑尼亚, 土耳其, 伊斯坦布尔, 哈萨克, 阿拉木图, 吉尔吉斯, 波兰, 华沙, 布拉格, 阿克苏, 库车, 库尔勒, 克拉玛依, 哈密, 吐鲁番, 石河子, 昌都, 那曲, 日喀则, 林芝, 甘孜, 阿坝, 青海, 玉树, 果洛, 甘肃, 甘南, 宁夏, 银川, 兰州, 四川, 成都, 重庆, 武汉, 湖北, 河南, 郑州, 西安, 陕西, 山西, 太原, 湖南, 长沙, 江西, 南昌, 福建, 福州, 厦门, 浙江, 杭州, 温州, 义乌, 宁波, 江苏, 南京, 苏州, 安徽, 合肥, 贵州, 贵阳, 海南, 海口, 石家庄, 釜山, 仁川, 首尔, 济州, 江陵, 韩国, 中国`)

const organs =
  '(?:道|省|市|县|郡|区|镇|乡|村|里|洞|屯|部|局|厂|矿|院|校|所|军|队|旅|团|师|营|连|站|场|店|馆|公司|企业所|医院|学校|大学|中学|工厂|农场|海关|口岸|党委|委员会|银行|餐厅|饭店|酒店|宾馆|市场|机场|港|港口|码头|监狱|教化所|看守所|领事馆|大使馆|使馆|铁路局|科学院|研究所|保卫部|保卫局|安全部|安全局|检察所|法院|部队|哨所|百货店|商店|合作社|会社|网络|边境|工地|渔场|发电站|内部|部门|机关|单位|教会|教堂|劳改营|集中营|收容所|集结所|署|班|车间|列车|渔船|矿井|林场|伐木场|边防|海岸|山区)'

/** A character of a description: no verb of saying. */
const quiet = '[^\\x00-\\x2f:-`{-\\x7f，。、；：！？“”‘’「」『』（）《》…—·说称讲]'

const somebody = `(?:${any(persons.filter((each) => each.length > 1))}|(?:大|上|中|少)(?:校|尉|佐|将)|[一-鿿]{0,2}(?:局|处|科|所|站|队|厂|矿|院|校|村|班|连|排|营|团|旅|组|船|场|段|股|课|工|行|店|馆)长|[一-鿿]{0,2}(?:书记|主任|政委|参谋|指导员|支书|教导员|经理)|[一-鿿]{1,3}(?:员|工|师|兵|官|商|贩|夫|妇|匠|手|士|医|侨|者|户|干事|师傅|贩子|头目|掌柜|线长|船东|货主|车主|船主|业主|雇主|矿主|场主|户主|仔|股东|学徒|徒弟|室友|室长|民工|牧民|村医|大嫂|大姐|大爷|大娘|老汉|婆婆|爷爷|奶奶|老乡|叔叔|阿姨|难友|教友|网友|战友|工友|病友|经纪|买家|卖家|房客|住客|旅客|食客|前辈|青年|少女|主妇|干部|夫妻|夫妇|母女|父子|老板|女人|男人|女子|男子|女孩|男孩|姑娘|代表|领导|老人|老汉|老太|头目|跟班|助理|会计|司机|保安|翻译|教授|管事|亲信|家长|遗孀|寡妇|孤儿|老乡|同乡|人))`

const one =
  '(?:一名|一位|一个|一对|另一名|另一位|另一个|某名|某位|某|多名|数名|几名|两名|两位|两个|三名|三位|三个|四名|有名|有位|有个|一些|几位|几个|那名|那位|一户|一家|不少|部分)'

const somewhere = new RegExp(`${any([...regions, ...counties])}|${organs}`)
const someplace = new RegExp(any([...regions, ...counties]))

const crowd =
  /(?:第一个|第二个|所有|全体|许多|大批|大量|广大|成千|多数|大多数|每个|每名|各|任何|数百|数千|上百|几百|约|超过|[0-9百千万]+(?:名|人|多))/

const office =
  /(?:发言人|部长|大使|总统|总理|主席|委员长|议员|特使|特别报告员|联合国|外交部|国务院|学者|院士)/

/** How many characters back a description is followed within its clause. */
const farthest = 26

const stops = /[，,。！!？?；;：:\n“”"「」、]/
const opening =
  /^(?:但是?|而|可是?|不过|据|根据|按照|按|听|从(?!事)|由|通过|向|对|昨天|今天|前天|近日|日前|最近|目前|当时|后来|随后|因此|所以|其中|此外|另外|同时|还|也|又|就|都|便|这是|他是|她是|问|请|托|跟|和|与)+/

/** The words of the clause before `start`, without the words that open a clause. */
const clauseBefore = ({ folded, start }: Hit): string => {
  const lower = folded.lower.slice(Math.max(0, start - farthest), start)
  let from = lower.length
  while (from > 0 && !stops.test(lower[from - 1] ?? ' ')) from -= 1
  // A clause reported by another speaker does not describe this speaker.
  return lower
    .slice(from)
    .replace(/^.*(?:说|称|讲|透露|表示)(?!话|法|服|课)/, '')
    .replace(opening, '')
}

const speech =
  '(?:说|讲|表示|透露|称|介绍|证实|反映|告诉|提起|提到|谈到|抱怨|回忆|指出|写|认为|估计|讲述|描述|承认|叹|转述|诉苦|补充|解释|坦言|直言|私下|悄悄|警告|强调|报告|转告|口中|的说法|的话|那里|看来|爆料|披露|吐露|哭诉|诉说|叙述|供述|作证|念叨|嘀咕|感慨|无奈|低声|小声|传出|传来|听说|也说|还说|都说|则说|对我|对记者|对本|向我|向记者|向本|给我)'

const livesIn = /^(?:在|住在|来自|驻|派驻|留在|逃到|流亡)[一-鿿]{2,10}的$/

const nearOrgan = new RegExp(`${organs}(?:里|内|的|上|边|附近|旁|一带)*$`)
const saying = new RegExp(speech)

const describes =
  /(?:不愿|不肯|拒绝|要求|匿名|化名|不便|熟悉|了解|接近|掌握|经营|从事|负责|曾在|曾经|来自|住在|在.+(?:工作|干活|做|卖|开|当|打工|上班|服役|值勤|值班|种|跑|养|住|读|念|教|摆|守|伐木|捕鱼|修))/

/** Words that apply to any person. */
const vague =
  /(?:居民|村民|市民|受访者|受访人|男子|女子|妇女|女人|男人|女性|男性|老人|青年|消息人士|知情人|知情者|线人|证人|官员|干部|人士|脱北者|难民|当事人|人|者)$/

const isSomebody = (hit: Hit): boolean => {
  const { text, context, start, end } = hit
  if (crowd.test(text) || office.test(text)) return false
  // A person's comment on a law still quotes a person.
  const says = saying.test(text + hit.folded.lower.slice(end, end + 8))
  if (!says && context.isPublic(start, end)) return false
  return !(context.has('office', start, end) && !context.has('source', start, end))
}

export const chinesePhrases: readonly Rule[] = [
  {
    id: 'zh-one-of',
    family: 'phrase',
    triggers: ['名', '位', '个', '一对', '某', '一些', '一户', '一家', '不少', '部分'],
    pattern: `${one}(?:${quiet}{0,16}?)${somebody}(?:的[一-鿿]{0,3}?(?:亲属|家属|亲戚|朋友|邻居|同事|母亲|父亲|妻子|丈夫|儿子|女儿|姐姐|妹妹|哥哥|弟弟|姑姑|叔叔|舅舅|熟人|老乡|同学|律师|家人))?`,
    alone: false,
    begin: (hit) => {
      const before = clauseBefore(hit)
      const placed = someplace.test(before.slice(-18)) || someplace.test(hit.text)
      const near = nearOrgan.test(before)
      const inside =
        somewhere.test(hit.text) ||
        describes.test(hit.text) ||
        (hit.text.length > 8 && /的/.test(hit.text))
      if (!(placed || near || inside || describes.test(before) || livesIn.test(before)))
        // A trade with a verb of saying suffices: 一名伐木工抱怨.
        return vague.test(hit.text) ||
          !saying.test(hit.folded.lower.slice(hit.end, hit.end + 3)) ||
          before !== ''
          ? undefined
          : hit.start
      return (
        hit.start -
        (placed || near || describes.test(before) || livesIn.test(before)
          ? Math.min(before.length, 20)
          : 0)
      )
    },
    accept: (hit) =>
      isSomebody(hit) &&
      !/[大绝]$/.test(hit.folded.lower.slice(Math.max(0, hit.start - 1), hit.start)) &&
      (someplace.test(hit.text) ||
        saying.test(hit.folded.lower.slice(hit.end, hit.end + 14)) ||
        (!/[是为]$/.test(hit.folded.lower.slice(Math.max(0, hit.start - 1), hit.start)) &&
          (hit.context.has('speech', hit.start, hit.end) ||
            hit.context.has('private', hit.start, hit.end)))),
    hits: [
      ['惠山的一名商人说，米价涨了。', '惠山的一名商人'],
      ['据茂山的一位居民透露，有人被抓。', '茂山的一位居民'],
      ['替边防部队修车的一名技工说油是偷来的。', '替边防部队修车的一名技工'],
      ['平城做批发的一对夫妻讲，货车停了三天。', '平城做批发的一对夫妻'],
      ['一位不愿透露姓名的平壤市民说，停电了。', '一位不愿透露姓名的平壤市民'],
    ],
    misses: ['一名居民昨天被抓。', '一名外交部发言人表示，会谈继续。', '一位受访者说没有变化。'],
  },
  {
    id: 'zh-someone-says',
    family: 'phrase',
    triggers: [
      '一名',
      '一位',
      '一个',
      '一对',
      '某',
      '有个',
      '有位',
      '有名',
      '两名',
      '两位',
      '那位',
      '那名',
    ],
    pattern: `(${one}[一-鿿a-z0-9]{3,26}?)(?:还|也|则|却|曾|私下|私底下|悄悄|偷偷|小声|低声|哭着|后来|事后|向[一-鿿]{1,5}|对[一-鿿]{1,5}|跟[一-鿿]{1,4}|在[一-鿿]{1,6}){0,2}(?:说|讲|称|表示|透露|证实|介绍|回忆|抱怨|反映|坦言|直言|指出|承认|描述|补充|估计|感叹|转述|爆料|诉苦|解释|警告|作证|指证|供认)(?:道|说|过)?[,，:：。]`,
    span: 1,
    alone: false,
    begin: (hit) => {
      const before = clauseBefore(hit)
      const placed = someplace.test(before)
      const inside = somewhere.test(hit.text) || /的/.test(hit.text) || describes.test(hit.text)
      if (!placed && !inside) return undefined
      return placed ? hit.start - Math.min(before.length, 20) : hit.start
    },
    accept: (hit) => isSomebody(hit) && !/专家|学者|分析师|评论员|议员|官方/.test(hit.text),
    hits: [
      ['一个给高官家送煤的小伙子讲，院里停着五辆奔驰。', '一个给高官家送煤的小伙子'],
      ['一位替朝鲜公司报关的大连货代称，品名全是假的。', '一位替朝鲜公司报关的大连货代'],
    ],
    misses: ['一名外交部发言人表示，会谈继续。', '一名韩国议员称，预算不够。'],
  },
  {
    id: 'zh-of-somewhere',
    family: 'phrase',
    triggers: [
      '说',
      '讲',
      '表示',
      '透露',
      '称',
      '介绍',
      '证实',
      '反映',
      '告诉',
      '提起',
      '提到',
      '谈到',
      '抱怨',
      '回忆',
      '指出',
      '写',
      '认为',
      '估计',
      '描述',
      '承认',
      '叹',
      '转述',
      '诉苦',
      '补充',
      '解释',
      '言',
      '悄悄',
      '私下',
      '警告',
      '转告',
      '口中',
      '那里',
      '看来',
      '爆料',
      '披露',
      '吐露',
      '哭诉',
      '诉说',
      '叙述',
      '供述',
      '作证',
      '对我',
      '对记者',
      '对本',
      '向我',
      '向记者',
      '向本',
      '给我',
      '念叨',
      '嘀咕',
      '感慨',
      '无奈',
      '声',
    ],
    pattern: `(${somebody}(?:们)?)(?:[0-9]{1,2}[日号])?(?:[一-鿿]{0,5}?)${speech}`,
    span: 1,
    alone: false,
    begin: (hit) => {
      // The match may include the end of the description: 易的华侨说.
      const shift = /^[一-鿿]{0,3}的/.exec(hit.text)?.[0].length ?? 0
      const start = hit.start + shift
      const before = clauseBefore({ ...hit, start })
      const placed = someplace.test(before.slice(-20) + hit.text)
      const near = nearOrgan.test(before)
      const described = before.endsWith('的') && (describes.test(before) || somewhere.test(before))
      if (!placed && !near && !described) return undefined
      if (/(?:的是|是)$/.test(before)) return undefined
      return start - Math.min(before.length, 22)
    },
    accept: (hit) =>
      isSomebody(hit) &&
      !/^(?:该|这|那|上述|本)(?:名|位|报|法|项|人)/.test(hit.text) &&
      !/^(?:本部|部|委员会|协会|联合会|工会|日报|网|报|会)/.test(
        hit.folded.lower.slice(hit.end, hit.end + 3),
      ) &&
      !/(?:人民|工人|商人|居民|市民)(?:日报|报称)/.test(hit.text),
    hits: [
      ['据曾在该劳改营当过看守的脱北者介绍，那里冬天不生火。', '曾在该劳改营当过看守的脱北者'],
      ['江原道某部队的军医表示，新兵营养不良。', '江原道某部队的军医'],
      ['按照住在长白县的朝鲜族中间人的说法，价钱又涨了。', '住在长白县的朝鲜族中间人'],
    ],
    misses: ['消息人士说，没有变化。', '匿名投票。'],
  },
  {
    id: 'zh-informed',
    family: 'phrase',
    triggers: ['人士', '知情', '线人', '内部人', '消息源', '信源', '匿名', '不愿', '不具名'],
    pattern: `(?:${any([...regions, ...counties])})[一-鿿]{0,8}?(?:消息人士|知情人士?|知情者|线人|内部人士|内部人员|消息源|信源|人士)|(?:熟悉|了解|接近|掌握|知晓)[一-鿿]{2,14}?(?:消息人士|知情人士?|知情者|内部人士|人士|的人|人员)|(?:以|在)?(?:匿名|不具名)(?:为|作为)?(?:条件|前提)(?:下)?|(?:不愿|不肯|拒绝|要求不)(?:透露|公开|具|留|说出?)(?:姓名|名字|身份|真名|名)(?:的[一-鿿]{0,8}?${somebody})?`,
    alone: false,
    accept: isSomebody,
    hits: [
      ['咸镜北道消息人士说，盘查更严了。', '咸镜北道消息人士'],
      ['熟悉海关内情的人士证实了数字。', '熟悉海关内情的人士'],
    ],
    misses: ['知情权受法律保护。'],
  },
  {
    id: 'zh-one-with',
    family: 'phrase',
    triggers: ['据', '听', '按', '由', '通过', '来自', '亲戚', '技术员', '熟人', '同学', '朋友'],
    pattern: `(?:据|根据|按照|按|听|由|通过|来自)${quiet}{2,18}?(?:的|里|内|口|场|厂|队|局|所|部|关|区|市|郡|县|道|省|村|镇)[一-鿿]{0,4}?${somebody}(?:的说法|的话|讲|说|介绍|透露|称|反映|转述|提供|转交|处|口中|那里)?|(?:${any([...regions, ...counties])}|管教所|看守所|教化所)[一-鿿0-9]{0,6}?(?:亲戚|技术员|戒护员|管教员|工人|老工人|亲人|朋友|熟人|同学|老乡|战友)`,
    alone: false,
    accept: (hit) =>
      isSomebody(hit) &&
      somewhere.test(hit.text) &&
      !/^(?:据|根据|按照|按)(?:该|这|上述|本)/.test(hit.text),
    hits: [
      ['消息来自驻丹东的朝鲜贸易代表。', '来自驻丹东的朝鲜贸易代表'],
      ['龙川郡的亲戚捎话说，盐比米贵。', '龙川郡的亲戚'],
    ],
    misses: ['一名发言人说没有变化。'],
  },
]
