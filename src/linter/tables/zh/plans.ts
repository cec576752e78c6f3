import { words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { c, isPrivate, isThing, localizer, sentenceOf, speaksOfArrangement } from './clauses.ts'

const spot = new RegExp(
  `${localizer}|桥|站|码头|摊|店|馆|房|路口|巷|街|门|车|船|河|江|岸|树|墙|灯|市场|集市|教堂|庙|公园|仓库|院|号|[0-9]|卡|电话`,
)

/** Somebody unnamed who will do something, seen from whoever is to meet them. */
const isPlanned = (hit: Hit): boolean => {
  if (!isPrivate(hit)) return false
  if (hit.context.has('office', hit.start, hit.end)) return false
  if (
    /会(?:来|去)?(?:的)?(?:越来越|变|好起来|下雨|后悔|支持)|会不会|会议|机会|社会|大会|开会|学会/.test(
      hit.text,
    )
  )
    return false
  const sentence = sentenceOf(hit)
  return (
    (spot.test(hit.text) ||
      isThing.test(hit.text) ||
      /找你|接你|问你|联系|借火|认/.test(hit.text)) &&
    (speaksOfArrangement(sentence.replace(/会(?:来|有人|在|穿|戴|骑|拿|坐|把)/g, '')) ||
      /你|下车|上车|集市|摊|假装|装作|借火|引擎盖|口罩|帽|报纸|暗|手电|打灯|加油站|停/.test(
        sentence,
      ))
  )
}

export const chinesePlans: readonly Rule[] = [
  {
    id: 'zh-will-come',
    family: 'meeting',
    triggers: words(
      '会有一, 会有个, 会有位, 来接你, 来领你, 来找你, 来带你, 去接你, 会把, 会来, 会在, 会找, 会用, 会打, 会带, 会给, 会过来, 会拿, 会穿, 会等, 会接, 会从, 会到, 会去, 会问, 会站, 会坐, 会递, 会敲, 会有人, 会开, 会停, 会借, 会先, 会骑, 会戴, 会走, 会上前, 会朝, 会向, 会跟, 会联系',
    ),
    pattern: `(?:他|她|他们|她们|对方|那边|来人|那人|有人|人|联系人|中间人|司机|船老大|船家|向导|老板娘?|店主|护士|牧师|神父|的|女的|男的)(?:到时候?|就|也|自然|届时|晚上|明天|后天)?会(?:有人|先|再|直接|亲自|主动)?(?:把|来|在|找|用|打|带|给|过来|拿|穿|等|接|从|到|去|问|站|坐|递|敲|开|停|借|骑|戴|走|上前|朝|向|跟|联系)${c}{1,16}|会有(?:人|一个|个|一位|位)${c}{1,14}|(?:来|去)(?:接|领|找|带)你${c}{0,4}`,
    alone: false,
    accept: isPlanned,
    hits: [
      ['下车以后，有个穿军大衣的会过来借火。', '的会过来借火'],
      ['到时他会把车停在第三个加油站，打开引擎盖假装修车。', '他会把车停在第三个加油站'],
    ],
    misses: ['他会考虑这个建议。', '部长会在会上讲话。'],
  },
  {
    id: 'zh-you-do',
    family: 'meeting',
    triggers: ['你', '您', '别找', '别问', '假装', '装作', '装成', '扮成'],
    pattern: `(?:你|您)(?:到|去|上)${c}{1,14}[,，]${c}{0,4}(?:跟|找|对|问|说|报|提)${c}{1,14}|(?:你|您|你们)(?:就|先|只|只管|再|到了|到时|下车|一个人|自己|们)?${c}{0,6}?(?:蹲|站|坐|等|躲|拿|带|穿|戴|走到|假装|装作|敲|买|放|塞|跟|绕|上|下|进)${c}{1,16}|(?:别|不要|千万别|不用)(?:找|跟|看|认|理|叫|喊|问)(?:他|她|人|我)${c}{0,6}|(?:假装|装作|装成|扮成)${c}{1,10}`,
    alone: false,
    accept: (hit) =>
      isPrivate(hit) &&
      (/(?:装成|扮成).{1,8}的.{0,2}[来去进送接混]|别找|别跟|别认|^[你您][到去上].*[,，].*[跟找报提]/.test(
        hit.text,
      ) ||
        ((spot.test(hit.text) || isThing.test(hit.text)) &&
          (speaksOfArrangement(sentenceOf(hit)) ||
            /记得|抽烟|会找你|摊|报纸|假装|装作|左手|右手|胳膊|腋下/.test(sentenceOf(hit))))),
    hits: [['到了集市，你蹲在卖锅的摊子旁边抽烟，别找他，他会找你。', '你蹲在卖锅的摊子旁边抽烟']],
    misses: ['你带上孩子去看看吧。', '请你不要问他的年纪。'],
  },
  {
    id: 'zh-wait-until',
    family: 'meeting',
    triggers: words(
      '再走, 再动身, 再过, 再出发, 再上, 再送, 再接, 才走, 才动身, 涨潮, 退潮, 封冻, 换岗, 换哨, 起雾, 下大雪, 老规矩, 试路, 探路, 踩点, 望风, 把风, 放哨, 引开, 不熄火',
    ),
    pattern: `等(?:到)?${c}{1,10}(?:再|才)(?:走|动身|过江|过河|过去|过|出发|上路|上船|起身|送|接|露面)${c}{0,6}|(?:涨潮|退潮|封冻|换岗|换哨|交班|起雾|下大雪|没月亮|月亮(?:落|下)|天黑|天一黑|天亮前|熄灯)${c}{0,10}?[,，]?${c}{0,8}?(?:靠|过江|过河|走|下水|动身|开船|接|出发|上岸|翻墙|钻|溜)${c}{0,8}|老规矩[,，]?${c}{1,12}|(?:先|派人|叫人|找人)?${c}{0,6}?(?:试路|探路|踩点|踩过点|望风|把风|引开${c}{1,6})${c}{0,4}`,
    alone: false,
    accept: (hit) =>
      isPrivate(hit) &&
      (hit.context.has('private', hit.start, hit.end) ||
        /等|老规矩|试路|探路|踩点|望风|把风/.test(hit.text)) &&
      !/等(?:孩子|病|雨|价|钱|毕业|退休|攒|吃|考|过年)|不走了|再过(?:几|一|两|三)(?:年|天|个月)/.test(
        hit.text,
      ),
    hits: [
      ['把人安顿在养蜂人家里，等满月那晚再走。', '等满月那晚再走'],
      ['涨潮以后在灯塔背面靠一下，他不熄火。', '涨潮以后在灯塔背面靠一下'],
      ['老规矩，先寄空信封试路。', '老规矩，先寄空信封'],
    ],
    misses: ['等孩子毕业再走也不迟。', '渔民们涨潮后走了，气象台发布预报。'],
  },
]
