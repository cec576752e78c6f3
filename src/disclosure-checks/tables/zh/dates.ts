import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'

const n = '(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})'
const year = '(?:[0-9]{2,4}|[〇零○一二三四五六七八九]{2,4})年'
const part =
  '(?:的?(?:凌晨|清晨|早晨|早上|上午|中午|正午|下午|傍晚|黄昏|晚上|晚间|夜里|夜间|深夜|半夜|午夜|当晚|晚|夜|早|拂晓))?'
const relative = words(
  '昨天, 昨日, 昨晚, 昨夜, 前天, 前晚, 大前天, 明天, 明晚, 后天, 大后天, 今晨, 今早, 今晚, 今天上午, 今天下午, 今天凌晨, 今天晚上, 今日凌晨, 次日, 翌日, 第二天, 隔天, 头天晚上, 头一天, 前一天, 前夜, 前一晚, 前一夜, 昨儿, 昨儿个, 前儿, 前儿个, 大前儿, 今儿个, 今儿早上, 今儿晚上, 明儿, 明儿个, 后儿, 后儿个, 大后儿, 夜儿个, 昨儿晚上, 昨儿夜里, 昨日凌晨, 前日, 琴日, 听日, 隔日',
)

const coarser = (text: string): string | undefined => {
  const match = /^((?:\d{2,4}年)?)(\d{1,2})月(\d{1,2})[日号]/.exec(text)
  if (match === null) return undefined
  const day = Number(match[3])
  return `${match[1]}${match[2]}月${day <= 10 ? '上旬' : day <= 20 ? '中旬' : '下旬'}`
}

const isRoute = ({ folded, end }: Hit): boolean =>
  /^(?:线|楼|院|门|房|室|监|馆|店|码|召|公路|仓|床|桌|车|机|矿|井|文件|令)/.test(
    folded.lower.slice(end, end + 2),
  )

export const chineseDates: readonly Rule[] = [
  {
    id: 'zh-month-day',
    family: 'date',
    triggers: ['月'],
    pattern: `(?:${year}|去年|前年|今年|明年|农历|阴历|阳历|公历|腊|正){0,2}(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|腊|正|冬)月(?:${n}[日号]|初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]|二十[一二三四五六七八九]?|三十|十五)(?:(?:至|到|-|和|、|或)(?:[0-9]{1,2}月)?${n}[日号])?(?:[((]?(?:星期|周|礼拜)[一二三四五六日天][))]?)?${part}`,
    alone: false,
    unlessPublic: true,
    replace: coarser,
    hits: [
      ['她在3月14日晚上被带走。', '3月14日'],
      ['二〇二三年十月九日，他们过了江。', '二〇二三年十月九日'],
      ['腊月廿三他离开了家。', '腊月廿三'],
    ],
    misses: ['修订后的反间谍法于2023年7月1日起施行。', '去年十月有人被遣返。'],
  },
  {
    id: 'zh-day',
    family: 'date',
    triggers: ['日', '号'],
    pattern: `(?:上个月|上月|这个月|本月|下个月|下月|当月|每月|这月|该月|同月|那个月|那月)(?:的)?${n}[日号]${part}|${n}[日号](?:的)?(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜里|夜间|深夜|半夜|晚|那天|当天|前后|左右|之前|之后|向本|对本|告诉本|在电话|通过电话|透露|表示)|(?:于|在|从|到|至|约好|定在)${n}[日号]|${n}号(?:就|才|又|还|要|走|来|到|进|出|被|抓|放|回|没|发|开|我|他|她|人)`,
    alone: false,
    unlessPublic: true,
    accept: (hit) =>
      !isRoute(hit) &&
      !/[0-9月第一二三四五六七八九十]/.test(
        /^[上这本下当每该同于在从到至约定]/.test(hit.text)
          ? ' '
          : (hit.folded.lower[hit.start - 1] ?? ' '),
      ),
    hits: [
      ['本月9日凌晨来了一辆卡车。', '本月9日凌晨'],
      ['他说14号晚上动手。', '14号晚上'],
    ],
    misses: ['他住在9号楼。', '他被关了3日。'],
  },
  {
    id: 'zh-dotted',
    family: 'date',
    on: 'digits',
    pattern: `(?:1[0-2]|[1-9])\\.(?:3[01]|[12][0-9]|[1-9])(?:那天|当天|晚|夜|早|凌晨|上午|下午|进|撤|到|走|来|开|过|被|出|起|前后|以后|之后|日)`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start }) => !/[0-9.第版约涨跌]/.test(folded.digits[start - 1] ?? ' '),
    hits: [['小组是5.23进驻的，6.1撤走。', '5.23进']],
    misses: ['价格涨了3.5倍。'],
  },
  {
    id: 'zh-slashed',
    family: 'date',
    on: 'digits',
    pattern: `(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])[一-鿿,，]`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, context, start, end }) =>
      !/[0-9/.a-z-]/.test(folded.digits[start - 1] ?? ' ') &&
      !/^(?:的|人(?!就|没|被|不|都|还)|以|左|强|决|处|版|页|拍|量|糖|杯|圈|个)/.test(
        folded.lower.slice(end - 1, end + 1),
      ) &&
      context.has('private', start, end),
    hits: [['10/12他把账本寄出，后来人就不见了。', '10/12']],
    misses: ['他们只交了1/2。'],
  },
  {
    id: 'zh-weekday',
    family: 'date',
    triggers: ['星期', '周', '礼拜'],
    pattern: `(?:上个?|这个?|本|下个?|每个?|上上个?|前个?|头个?)?(?:星期|周|礼拜)(?:[一二三四五六日天])${part}`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, end }) =>
      !/[一-鿿]/.test(
        (folded.lower[start - 1] ?? ' ').replace(/[在从到于是的，、了于过和或至自每约等]/, ' '),
      ) || !/^(?:周)/.test(folded.lower.slice(start, end))
        ? !/^(?:边|期|年|岁|刊|报|成员|至周|到周|[一二三四五六日、至到][一二三四五六日])/.test(
            folded.lower.slice(end, end + 2),
          )
        : false,
    hits: [
      ['上周三晚上我见过他。', '上周三晚上'],
      ['每个星期五点一次名。', '每个星期五'],
    ],
    misses: ['研讨会于周二举行。', '四周一片漆黑。'],
  },
  {
    id: 'zh-relative',
    family: 'date',
    triggers: [
      ...relative,
      '天前',
      '天后',
      '天以前',
      '天之前',
      '天以后',
      '天之后',
      '日前',
      '晚前',
      '夜之间',
    ],
    pattern: `(?:${any(relative)})${part}|(?:${n}|两|俩|几?)(?:天|晚|夜)(?:之|以)?(?:前|后)(?:的)?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜)?`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, context, folded, start, end }) =>
      !/^几?(?:天|晚|夜)/.test(text) &&
      !(text === '后天' && /^(?:天|性|的)/.test(folded.lower.slice(end, end + 1))) &&
      (!/^(?:第二天|次日|翌日|隔[天日])/.test(text) || context.has('private', start, end, 30)),
    hits: [
      ['昨晚保卫员来了。', '昨晚'],
      ['三天前他过了江。', '三天前'],
      ['婚礼前一天她失踪了。', '前一天'],
    ],
    misses: ['几十年前发生过饥荒。', '峰会昨天闭幕。'],
  },
  {
    id: 'zh-feast',
    family: 'date',
    triggers: words(
      '除夕, 大年初, 正月初, 春节, 元宵, 中秋, 端午, 清明, 国庆, 元旦, 圣诞, 小年, 生日, 婚礼, 忌日',
    ),
    pattern: `大年(?:初[一二三四五六七八九]|三十)${part}|正月(?:初[一二三四五六七八九十]|十五)${part}|(?:除夕|中秋|端午|清明|元宵|小年|春节|元旦|圣诞|国庆|太阳节|光明星节|生日|婚礼|忌日)(?:节)?(?:前夕|前一天|前一晚|前两天|后一天|第二天|次日|当天|当晚|那天|那晚|夜里|夜|晚上|早上|凌晨)|除夕`,
    alone: false,
    accept: ({ context, start, end }) => context.has('private', start, end),
    hits: [['大年初三他在家里被抓。', '大年初三']],
    misses: ['中秋节放假三天。'],
  },
]

const h = '(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})'

export const chineseTimes: readonly Rule[] = [
  {
    id: 'zh-clock',
    family: 'time',
    triggers: ['点', '时', ':', '正午', '午夜', '零时', '子夜', '中午十二', '晌午', '分'],
    pattern: `(?:(?:凌晨|清晨|早晨|早上|上午|中午|正午|下午|傍晚|晚上|晚间|夜里|夜间|深夜|半夜|午夜|当晚|当天|每天|每晚|今晚|明早|晚|早|夜)(?:的)?)?(?:约|大约|大概|差不多)?${h}(?:点(?:钟|整|半|多|过后|左右|前后|许)?(?:(?:过|零)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})分?|[一二三]刻)?|时(?:[0-9]{1,2}|[一二三四五六七八九十零]{1,3})分|时许|时整|时半|时左右|时)(?:许|左右|前后|整|钟|多|刚过)?|(?:在|到|于|每天)(?:正午|午夜|子夜)(?:时分|前后|过后)?|(?:正午|午夜|子夜)(?:时分|前后|过后|刚过|整)?|(?:凌晨|清晨|零晨|半夜)?零(?:时|点)(?:整|起|许|[0-9一二三四五六七八九十]{1,3}分)?|(?:[01]?[0-9]|2[0-3])[::][0-5][0-9]|(?:正晌午|晌午头|正晌|晌午时分)(?:儿)?|差(?:[一二三四五两十]{1,3}|[0-9]{1,2})(?:分钟?|刻)(?:不?到)?${h}点|(?:子|丑|寅|卯|辰|巳|未|申|酉|戌|亥)时(?:前后|许|左右)?`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) => {
      if (/^[0-9]{1,2}:/.test(text))
        return (
          // How long a recording is; 1:50000 is a scale.
          !/^:[0-9]/.test(folded.digits.slice(end, end + 2)) &&
          !/^,?[0-9]/.test(folded.digits.slice(end, end + 2)) &&
          !/[0-9]:$/.test(folded.lower.slice(Math.max(0, start - 2), start)) &&
          !/-[0-9]{4}$/.test(folded.lower.slice(Math.max(0, start - 5), start)) &&
          !/福音|诗篇|章|节|比/.test(folded.lower.slice(Math.max(0, start - 8), start))
        )
      if (/^(?:正午|午夜|子夜)$/.test(text))
        return !/^(?:场|剧|梦|电影|节目|福|蓝|新闻|广播|文|幽|阳|太阳|的太阳|档)/.test(
          folded.lower.slice(end, end + 4),
        )
      if (/[0-9第百千几十\-.]/.test(folded.lower[start - 1] ?? ' ')) return false
      if (/(?:分之|百分之)$/.test(folded.lower.slice(Math.max(0, start - 3), start))) return false
      if (
        /^[一二三四五六七八九十]点[一二三四五六七八九]{1,2}$/.test(text) &&
        !/^[刻分]/.test(folded.lower.slice(end, end + 8))
      )
        return false
      if (
        text.endsWith('零点') &&
        /^[0-9一二三四五六七八九]/.test(folded.lower.slice(end, end + 8))
      )
        return false
      if (text.includes('零') || /晌|^差|^[子丑寅卯辰巳未申酉戌亥]/.test(text)) return true
      const after = folded.lower.slice(end, end + 2)
      if (
        /^(?:名|菜|头|燃|评|击|缀|心|火|滴|明|五|0|\d|儿?建议|要求|意见|计划|主张|共识|内容)/.test(
          after,
        )
      )
        return false
      // 一点 is `a little`; 这时, 那时 no hour.
      const marked =
        /凌晨|清晨|早|上午|中午|下午|傍晚|晚|夜|半|分|钟|整|许|左右|刻|前后|多|过/.test(text)
      if (/^(?:约|大约)?[一两三几]点$/.test(text))
        return /[在到于是,，]/.test(folded.lower[start - 1] ?? '')
      return marked || /点/.test(text)
        ? !/^[一二三四五六七八九十]时$/.test(text)
        : /^[0-9]{1,2}时/.test(text) && !/^(?:代|期|间|候|速)/.test(after)
    },
    hits: [
      ['卡车凌晨四点半开走。', '凌晨四点半'],
      ['他晚上11点左右过江。', '晚上11点左右'],
      ['下午3时20分换岗。', '下午3时20分'],
    ],
    misses: ['他们有一点怕。', '提出三点要求。', '记者会上午10时开始。'],
  },
]
