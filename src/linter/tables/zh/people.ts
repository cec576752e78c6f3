import { decadeOf } from '../../numerals.ts'
import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { kin, ranks, surnames } from './lists.ts'

const n = '(?:[1-9][0-9]?|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])'

export const chineseAges: readonly Rule[] = [
  {
    id: 'zh-age',
    family: 'age',
    triggers: ['岁', '年出生', '年生', '出生于', '个月大', '生于', '后'],
    pattern: `(?:现年|今年|年仅|年约|刚满|刚过|才|已|虚岁|周岁)?${n}(?:周?岁)(?:半)?|(?:(?:19|20)?[0-9]{2}|[一二〇零○九八七六五四三]{4})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出生|生)|(?:出)?生于(?:19|20)[0-9]{2}年|(?:出生)?[0-9一二两三四五六七八九十]{1,2}个月大|年龄(?:是|为|[::])?${n}`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, end, text }) =>
      (!/^(?:月|上下|以上|以下|以内|的(?:法律|条约|大学|企业))/.test(
        folded.lower.slice(end, end + 4),
      ) &&
        !/^[0-9]{2}年生/.test(text)) ||
      /出生/.test(text),
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
    triggers: ['年', '十', '一个', '他', '她', '我', '年龄', '才', '刚', '都', '两个'],
    pattern: `(?:今年|虚岁|才|刚满|已经|我|他|她)?(?:二|三|四|五|六|七|八|九)十(?:有)?(?:[一二三四五六七八九整])(?:[，,、。]|了)|今年(?:[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九])(?:[，,、。]|了)|(?:年|年过|年满|年已|年近|年仅|年方)(?:[1-9][0-9]|[二三四五六七八九]十[一二三四五六七八九])(?:[，,、。;；）)]|原|是|的)|(?:一个|另一个|一位|大的|小的|老大|老二|他|她|我)(?:今年|才|刚|都|已|已经|当时|那年)?(?:[1-9][0-9])(?:[，,、。]|了)|[（(][1-9][0-9](?:岁)?[）)](?:是|为|系)?(?:他|她|其|我)?`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
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
      if (adjacentOffice.test(text) || context.isPublic(start, end) || isNamed(hit)) return false
      const after = folded.lower.slice(end, end + 2)
      if (/^(?:会议|联席|室|办公|制|府|级会|令部|部)/.test(after)) return false
      const isMilitary =
        /(?:大校|上校|中校|少校|大尉|上尉|中尉|少尉|准尉|上士|中士|下士|上佐|中佐|少佐|政委|参谋长|教导员|指导员|保卫员|预审员|连长|营长|团长|旅长|副所长|副科长|副处长|副队长|副站长|哨长)$/
      if (isMilitary.test(text) && !context.has('office', start, end)) return true
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

export const chineseKinship: readonly Rule[] = [
  {
    id: 'zh-kin-owned',
    family: 'kinship',
    triggers: kin,
    pattern: `${owner}(?:的|家的|家|那个|那位|有个|有一个|有一位|有两个|一个|一位|在[一-鿿]{2,4}的)?(?:亲|大|小|二|三|老|远房|已故|死去的|去世的|年迈的|年幼的|[一-鿿]{2,5}的)?${any(kin)}`,
    alone: false,
    accept: ({ folded, start, end, text, context }) => {
      if (publicFamily.test(folded.lower.slice(Math.max(0, start - 6), end))) return false
      if (/^(?:他|她|他们|她们|其)/.test(text) && context.isPublic(start, end)) return false
      return !/^(?:关系|节|联|篇|星|公司|校|城市)/.test(folded.lower.slice(end, end + 2)) &&
        !/(?:家人|孩子)$/.test(text)
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
    pattern: `(?:一个|一位|一名|有个|有位|通过|听|从|据|托|靠|跟|和|向|找|让|给|由|被|叫|在|是|因为|经)(?:在[一-鿿]{1,6}(?:的|工作的|当兵的|上班的))?(?:自家|自己的|一个|一位|一名|远房)?${any(kin.filter((term) => term.length > 1 && !/^(?:家人|孩子|家属|兄弟|姐妹|对象|阿姨|亲人|大爷|儿子|女儿|父母)$/.test(term)))}|(?:父母|双亲|父亲|母亲|丈夫|妻子|老婆|老公|儿子|女儿|哥哥|弟弟|姐姐|妹妹|大哥|二哥|大姐|二姐|太太|闺女|爱人|爷爷|奶奶|姥姥|姥爷|孙子|孙女|外孙|亲哥哥?|亲弟弟?|亲姐姐?|亲妹妹?|胞兄|胞弟|老大|老二|老三|媳妇|公婆|亲家公|干儿子|干女儿|义父|两个儿子|两个女儿|独生子|独生女|双胞胎(?:哥哥|弟弟|姐姐|妹妹)|大舅子|小舅子|大姨子|小姨子|小叔子|大伯子|小姑子|大姑子|妯娌|连襟|表哥|表弟|表姐|表妹|堂哥|堂弟|堂姐|堂妹|表兄|堂兄|表舅|堂叔|姐夫|妹夫|嫂子|弟媳|岳父|岳母|丈母娘|侄子|侄女|外甥女?|舅舅|姨妈|姑姑|姑父|姨父|舅妈|二叔|三叔|小叔|大伯|婆婆|公公|女婿|儿媳妇?|远房亲戚|亲家|继子|继女|养子|养女|养父|养母|继父|继母|堂叔|堂伯|表叔|表姨|表侄|内弟|内兄|老丈人|岳丈|妻弟|妻兄|妻舅|妻妹|大嫂|二嫂|前妻|前夫|未婚妻|未婚夫|长兄|曾孙|老叔|老舅|老姨|小姑|大姑|大姨|小姨|三姨|舅母|姨母|姑母|婶婶|婶子|伯父|伯母|叔父|叔叔|外公|外婆|祖父|祖母|外孙女|孙女|侄儿|侄媳|表嫂|堂嫂|堂兄弟|表兄弟)`,
    alone: false,
    accept: ({ folded, start, end, context }) =>
      !publicFamily.test(folded.lower.slice(Math.max(0, start - 6), end + 6)) &&
      !context.isPublic(start, end) &&
      !(context.has('office', start, end) && !context.has('private', start, end)) &&
      !/^(?:节|难|会|们|联|河|国|城|公司|校|版|」|”一词|一词)/.test(
        folded.lower.slice(end, end + 3),
      ) &&
      folded.lower[start - 1] !== '老',
    hits: [
      ['这事是听在部队当兵的表弟讲的。', '表弟'],
      ['姐夫在哨所值班。', '姐夫'],
    ],
    misses: ['习近平的父亲曾任副总理。'],
  },
]
