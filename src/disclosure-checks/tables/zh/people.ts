import type { SentenceContext } from '../../context.ts'
import { decadeOf } from '../../numerals.ts'
import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { kin, ranks, surnames } from './lists.ts'

const n = '(?:[1-9][0-9]?|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])'

export const chineseAges: readonly Rule[] = [
  {
    id: 'zh-age',
    family: 'age',
    triggers: ['岁', '属', '年出生', '年生', '出生于', '个月大', '生于', '后'],
    pattern: `(?:现年|今年|年仅|年约|刚满|刚过|才|已|虚岁|周岁)?${n}(?:周?岁)(?:半)?|(?:(?:19|20)?[0-9]{2}|[一二〇零○九八七六五四三]{4})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出生|生)|(?:出)?生于(?:19|20)[0-9]{2}年|(?:出生)?[0-9一二两三四五六七八九十]{1,2}个月大|年龄(?:是|为|[::])?${n}|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]的?[,，]?(?:(?:19|20)?[0-9]{2}|[一二〇零○九八七六五四三]{4})年`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, end, text }) =>
      !(
        text.startsWith('年龄') &&
        /(?:征兵|退休|入学|平均|法定|最低|最高|结婚|投票|服役|入伍)$/.test(
          folded.lower.slice(Math.max(0, start - 4), start),
        )
      ) &&
      ((!(
        /^(?:者|的人|公民|儿童|以)/.test(folded.lower.slice(end, end + 8)) &&
        /(?:未满|不满|年满|已满|满)$/.test(folded.lower.slice(Math.max(0, start - 2), start))
      ) &&
        // Forty to fifty.
        !/[二三四五六七八]$/.test(
          /^[三四五六七八九]十岁/.test(text) ? folded.lower.slice(0, start).slice(-1) : '',
        ) &&
        !/^(?:月|上下|以上|以下|以内|的(?:法律|条约|大学|企业))/.test(
          folded.lower.slice(end, end + 4),
        ) &&
        !/^[0-9]{2}年生/.test(text)) ||
        /出生/.test(text)),
    replace: (text) => {
      const tens = decadeOf(text)
      return tens === undefined || tens < 20 || /年|月/.test(text) ? undefined : `${tens}多岁`
    },
    hits: [
      ['那名34岁的女子被关在那里。', '34岁'],
      ['司机今年四十一岁。', '今年四十一岁'],
      ['消息人士1984年出生。', '1984年出生'],
    ],
    misses: ['她三十多岁。', '18岁以上公民可以投票。'],
  },
  {
    id: 'zh-age-bare',
    family: 'age',
    triggers: ['年', '十', '一个', '他', '她', '我', '年龄', '才', '刚', '都', '两个', '上', '属'],
    pattern: `(?:今年|虚岁|才|刚满|已经|我|他|她)?(?:二|三|四|五|六|七|八|九)十(?:有)?(?:[一二三四五六七八九整])(?:[，,、。]|了)|今年(?:[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九])(?:[，,、。]|了)|(?:年|年过|年满|年已|年近|年仅|年方)(?:[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九])(?:[，,、。;；）)]|原|是|的)|(?:一个|另一个|一位|大的|小的|老大|老二|他|她|我)(?:今年|才|刚|都|已|已经|当时|那年)?(?:[1-9][0-9])(?:[，,、。]|了)|[（(][1-9][0-9](?:岁)?[）)](?:是|为|系)?(?:他|她|其|我)?|(?:[0-9]{2}|[一二三四五六七八九〇零]{2})年(?:的)?(?:生人|出生|次)|[二三四五六七八]?十[一二三四五六七八九]?(?:那年|上)(?:才|就|让|被|得|没|嫁|死|走|离|当兵|逃|叫|结婚|参军|入伍|入党)|(?:[2-9][0-9]|[二三四五六七八]十[一二三四五六七八九]?)那年|(?:才|刚满|刚|不到|还不满|不满|未满|都|已经|快|虚|满)十[一二三四五六七八九](?:[，,。、]|了|就|的|便|被)|[一二三四五六七八九十]{1,3}周岁|[一二三四五六七八九]?十[一二三四五六七八九]?就(?:被|当|嫁|去|进|离|跟|出|参|上)|是(?:[四五六七八九][0-9]|[四五六七八九][〇零一二三四五六七八九])年的[,，。]|(?:我|他|她)(?:才|刚|只有|还)?十[一二三四五六七八九][,，。]|(?:刚满|虚岁|整)(?:[二三四五六七八九]十|[1-9]0)(?:[,，。、]|了|就|的)`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
      !(
        /就/.test(text) &&
        /[第百千万月年周期0-9一二三四五六七八九十]/.test(folded.lower[start - 1] ?? ' ')
      ) &&
      !/[0-9一二三四五六七八九十百去今前明后同当每那这某整全]/.test(
        text.startsWith('年') ? (folded.lower[start - 1] ?? ' ') : ' ',
      ) &&
      (!/^[（(]/.test(text) ||
        /年龄|岁|男|女|居民|商人|某|说/.test(folded.lower.slice(Math.max(0, start - 8), end + 10))),
    hits: [
      ['介绍人年48，原先在林场。', '年48'],
      ['老太太年过七十一，还在卖冰水。', '年过七十一'],
      ['他们俩一个33，一个还小，都没有结婚。', '一个33'],
    ],
    misses: ['1948年48人当选。'],
  },
  {
    id: 'zh-age-bracket',
    family: 'age',
    pattern: `[一-鿿][((]([1-9][0-9])(?:岁)?(?:[,、,](?:男|女))?[))]`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, context, start, end }) =>
      !/[条款号法章]/.test(text) && context.has('source', start, end),
    hits: [['居民朴某（47）说，物价涨了。', '某（47）']],
    misses: ['刑法(97)修订'],
  },
]

const nameBefore = new RegExp(`[${surnames.join('')}][一-鿿]{1,2}$`)
const nameAfter = new RegExp(
  `^[${surnames.join('')}][一-鿿]{1,2}(?:说|表示|称|在|宣布|会见|访|发|出席|对|指|,|，)`,
)

/** `赵乐际委员长`, `发言人毛宁`: a surname and one or two characters right beside the office. */
const isNamed = ({ folded, start, end, context }: Hit): boolean => {
  const before = folded.lower.slice(Math.max(0, start - 4), start)
  const after = folded.lower.slice(end, end + 5)
  const anonymous = /(?:名|位|个|某|的|是|任|为|当|由|向|和|与|跟)[一-鿿]{0,2}$/.test(before)
  return (
    (!anonymous && nameBefore.test(before) && context.has('office', start, end)) ||
    nameAfter.test(after)
  )
}

const adjacentOffice = /^(?:部长|总理|主席|总统|大使)$/

export const chineseRanks: readonly Rule[] = [
  {
    id: 'zh-rank',
    family: 'rank',
    triggers: ranks,
    pattern: `(?:(?:一名|一位|某|那位|那名|这位|这名|前|原|现任|退役|退休|时任|我们|她的|他的|担任|当过|是个|是)?(?:[一-鿿]{0,6}(?:部|局|处|科|队|军|厂|矿|医院|学校|监狱|海关|派出所|保卫部|安全部|委|党|院|站|所))?)${any(ranks)}`,
    alone: false,
    accept: (hit) => {
      const { context, start, end, text, folded } = hit
      if (
        /世界银行|央行|(?:司法|教育|卫生|农业|劳动|内政|环境|交通|能源|文化|国土|企划|产业|通商|法务|民政|科技|水利|应急|公安)部(?:副)?部?长|外交部|国防部|统一部|外务省|商务部|财政部|国务院|国会|全国人大|政协|中央军委|联合国|外交委员会|首相府/.test(
          text,
        )
      )
        return false
      if (text.includes('谁')) return false
      if (adjacentOffice.test(text) || context.isPublic(start, end) || isNamed(hit)) return false
      const after = folded.lower.slice(end, end + 2)
      if (/^(?:练|馆|会议|联席|室|办公|制|府|级会|令部|部)/.test(after)) return false
      const isMilitary =
        /(?:大校|上校|中校|少校|大尉|上尉|中尉|少尉|准尉|上士|中士|下士|上佐|中佐|少佐|政委|参谋长|教导员|指导员|保卫员|预审员|连长|营长|团长|旅长|副所长|副科长|副处长|副队长|副站长|哨长)$/
      if (isMilitary.test(text) && !context.has('office', start, end)) return true
      if (
        (text.length > 3 ||
          /(?:炉长|楼长|哨长|牢头|号长|洞长|屯长)$/.test(text) ||
          (text.length === 3 &&
            !/^(?:总经理|董事长|委员长|秘书长|检察官|检察长|审判长|司令员|总领事|班主任|系主任|指挥官)$/.test(
              text,
            ))) &&
        !context.has('office', start, end)
      )
        return true
      return (
        context.has('source', start, end) ||
        context.has('private', start, end) ||
        context.has('speech', start, end)
      )
    },
    replace: () => '官员',
    hits: [
      ['一名上校说，命令是昨天下的。', '一名上校'],
      ['消息人士是矿上的党委书记。', '党委书记'],
      ['看守所的副所长告诉我们。', '副所长'],
    ],
    misses: ['赵乐际委员长访问朝鲜。', '外交部长王毅会见了来宾。'],
  },
]

const owner = `(?:我|我们|咱|俺|他|她|他们|她们|其|本人|自己|你|消息人士|线人|知情人|联系人|中间人|举报人|商人|司机|女子|男子|当事人|受访者|那名[一-鿿]{1,4}|这名[一-鿿]{1,4}|某[一-鿿]{1,4}|[一-鿿]某|丈夫|妻子|老公|老婆|朋友|邻居|同事|老板|[一-鿿]{1,3}(?:长|员|官|师|生|士|兵|商|人|者))`

const publicFamily = /(?:金正恩|金正日|金日成|习近平|总统|主席|委员长|领袖|元首|总书记)/

/** Offices that contain the word of a public one but are not public. */
const localOffice = /大使馆|领事馆|副部长|武部|武装部|统战部|组织部|宣传部/

/** Kin are private in themselves: the other context decides. */
const isOnRecord = (context: SentenceContext, start: number, end: number): boolean => {
  const open = context.distance('public', start, end)
  return open <= 120 && open < context.distance('source', start, end)
}

/** Words that mean kin in every position. */
const ties = kin.filter(
  (term) =>
    term.length > 1 &&
    !/^(?:家人|孩子|家属|兄弟|姐妹|姊妹|对象|阿姨|亲人|大爷|儿子|女儿|父母|亲属|两口子|小两口|老两口|大娘|阿婆|阿伯|阿叔|阿公|阿妹|阿哥|阿弟|老婆子|老头子|独子|近亲|表亲|长女|大伯|爹娘|爸妈|先生家|亲戚|那口子|姐弟|兄妹)$/.test(
      term,
    ),
)

export const chineseKinship: readonly Rule[] = [
  {
    id: 'zh-kin-owned',
    family: 'kinship',
    triggers: [
      ...kin,
      '先生',
      '男人',
      '女人',
      '婶',
      '妗',
      '爷',
      '奶',
      '姥',
      '舅',
      '姨',
      '姑',
      '叔',
      '伯',
      '嫂',
      '哥',
      '弟',
      '姐',
      '妹',
      '侄',
      '甥',
      '婿',
    ],
    pattern: `(?:我|俺|咱|她|他|你|我们|她们|他们)(?:的|家|家的)?[表堂姨姑舅叔伯大二三四五六七八老小干后继养亲前外内]{0,2}(?:婶|妗|爷|奶|姥|舅|姨|姑|叔|伯|嫂|哥|弟|姐|妹|侄|甥|婿|爸|妈|爹|娘)(?:子|儿|女|妈|母|父|夫|爷|奶|婿|媳妇|公|婆|俩)?|(?:我|她|俺|咱)(?:家)?(?:先生|男人|那口子|当家的|女人)|${owner}(?:的|家的|家|那个|那位|有个|有一个|有一位|有两个|一个|一位|在[一-鿿]{2,4}的)?(?:亲|大|小|二|三|老|远房|已故|死去的|去世的|年迈的|年幼的|[一-鿿]{2,5}的)?${any(kin)}`,
    alone: false,
    accept: ({ folded, start, end, text, context }) => {
      if (publicFamily.test(folded.lower.slice(Math.max(0, start - 6), end))) return false
      if (/^(?:他|她|他们|她们|其)/.test(text) && context.isPublic(start, end)) return false
      if (text.endsWith('老板娘') || folded.lower.slice(start - 1, end).endsWith('老板娘'))
        return false
      if (/^[他她]妈$/.test(text) && folded.lower[end] === '的') return false
      if (/^.{0,4}著名/.test(folded.lower.slice(end, end + 8))) return false
      return !/^(?:们|且|息|关系|节|联|篇|星|公司|校|城市)/.test(
        folded.lower.slice(end, end + 2),
      ) && !/(?:家人|孩子)$/.test(text)
        ? true
        : /^(?:我|我们|咱|俺|消息|线人|知情)/.test(text)
    },
    replace: (text) => (/^(?:我|俺|咱)/.test(text) ? '我认识的一个人' : undefined),
    hits: [
      ['我表哥在海关开车。', '我表哥'],
      ['消息人士的舅舅签了字。', '消息人士的舅舅'],
      ['她的小姨子住在延吉。', '她的小姨子'],
    ],
    misses: ['金正恩的妹妹金与正发表谈话。', '他们是兄弟关系。'],
  },
  {
    id: 'zh-kin',
    family: 'kinship',
    triggers: [...kin, '太太', '老大', '老二', '老三'],
    pattern: `(?:一个|一位|一名|有个|有位|通过|听|从|据|托|靠|跟|和|向|找|让|给|由|被|叫|在|是|因为|经)(?:在[一-鿿]{1,6}(?:的|工作的|当兵的|上班的))?(?:自家|自己的|一个|一位|一名|远房)?${any(ties)}|(?:两个儿子|两个女儿|老大|老二|老三|干女儿|义父|大伯|独子|长女|那口子|姐弟俩|兄妹俩|父母|儿子|女儿|${any(ties)})`,
    alone: false,
    accept: ({ folded, start, end, context }) =>
      !publicFamily.test(folded.lower.slice(Math.max(0, start - 6), end + 6)) &&
      (!isOnRecord(context, start, end) ||
        localOffice.test(folded.lower.slice(Math.max(0, start - 30), end + 20))) &&
      !(
        context.has('office', start, end, 12) &&
        !context.has('source', start, end) &&
        !localOffice.test(folded.lower.slice(Math.max(0, start - 14), end + 14))
      ) &&
      !/^(?:娘(?!家)|善(?![良于待意心])|辈|节|难|会|们|联|河|国|城|公司|校|版|」|”一词|一词)/.test(
        folded.lower.slice(end, end + 3),
      ) &&
      folded.lower[start - 1] !== '老' &&
      !(
        folded.lower.slice(start, end).endsWith('父母') &&
        /^(?:都|们|希望|应|往往|总|有责任)/.test(folded.lower.slice(end, end + 8))
      ) &&
      !/许多|很多|不少|大多|有些|有的|人们|家家|每个|普遍|多数|一般/.test(
        folded.lower.slice(Math.max(context.sentence(start).start, start - 14), start),
      ) &&
      !/小说|电影|影片|纪录片|电视剧|剧中|书中|画中|诗|童话|传说/.test(
        folded.lower.slice(Math.max(context.sentence(start).start, start - 40), end + 20),
      ),
    hits: [
      ['这事是听在部队当兵的表弟讲的。', '表弟'],
      ['姐夫在哨所值班。', '姐夫'],
    ],
    misses: ['习近平的父亲曾任副总理。'],
  },
]
