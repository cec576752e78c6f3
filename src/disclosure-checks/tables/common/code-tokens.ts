import { countDigits } from '../../checks.ts'
import type { Folded } from '../../fold.ts'
import type { Hit } from '../../rule.ts'

/*
 * A token in the form of a code belongs to a person or thing unless the sentence explains it
 * otherwise: the subject of the sentence, before or after the code, decides the family.
 */

const jamo = 'ㄱ-ㅎ\u1100-\u1112'
const regions =
  '(?:평양|평북|평남|함북|함남|량강|양강|자강|황북|황남|강원|라선|나선|개성|남포|혜산|청진|신의주|함흥|원산|회령|무산|온성|平壤|平北|平南|咸北|咸南|两江|慈江|黄北|黄南|江原|罗先|开城|南浦)'

/** Text before the first digit that belongs to the number. */
const lead = `(?:(?:[a-z]{1,4}[-/·]){1,3}|[a-z]{1,4} ?|(?:[가-힣]{1,2}|[${jamo}])[-·]|제 ?(?:[${jamo}가-힣a-z]{1,2}-)?|${regions}[ -]?(?:제 ?|[가-힣${jamo}][- ])?|[一-鿿]{1,3}(?:字(?:第)?|[-·])|第)`

export const code = `${lead}?[0-9][0-9a-z]{0,20}(?:[-·/][0-9a-z]{1,12}|[-·]?[가-힣${jamo}一-鿿][-·][0-9]{2,9}| [0-9]{1,10}| - [0-9]{2,9}| ?(?:№|no\\.) ?[0-9]{2,10}){0,5}`

/** Words before a number that say what it counts, or that it is printed in public. */
const otherwiseBefore =
  /(?:\b(?:isbn|issn|barcode|doi|hs code|tariff(?: line)?|item|catalog(?:ue)?(?: no\.?| number)?|resolution|decree|directive|regulation|article|chapter|section|paragraph|clause|page|pages|pp?\.|vol\.?|volume|table|figure|footnote|law(?: no\.?)?|act(?: no\.?)?|order no\.?|version|ver\.?|v|release|build|model|type|flight|train|route|bus|highway|boeing|airbus|hwasong|covid|fm|channel|about|around|some|nearly|almost|over|under a|roughly|approximately|more than|less than|at least|up to|total of|sum of|rose to|fell to|grew to|cost|costs|worth|priced at|usd|rmb|cny|krw)|[$£€¥₩]|(?:isbn|issn|\bgb\/t)|약|총|무려|최대|최소|대략|성령|내각결정|총리령|부령|部令|省令|政令|법률|법령|결의|안보리|조례|고시|훈령|규정|관보|기사 번호|도서번호|간행물번호|사건번호|청구기호|계열 번호|표|그림|쪽|항공편|열차|버스|노선|판본|버전|모델|기종|국도|채널|화성|북극성|决议|条例|法律|公告|令|国标|标准书号|书号|定价|条码|条形码|航班|车次|次列车|公交|型号|版本|升级到|第\d+版|约|共|达|近|超过|多达|总数|总额|总计|共计|合计|预算|产量|价格|火星|北极星|标本|邮编|邮政编码|区号|统一编号|卷宗号|项目代码|代码|国标|gb\/t|文件编号|馆藏编号)(?: ?(?:numbers?|no\.?|nos\.?|code|번호|号码|编号|号))?[ :是为은는이가第제("'-]*$/

/** Units, counters and currencies. */
const otherwiseAfter =
  /^(?:[,.][0-9]| ?(?:%|percent|per cent|°|만|천|억|조|원|명|개|건|년|월|일|인|세|살|가구|리|항|장|부|권|대|톤|킬로|키로|미터|달러|위안|가지|차례|회|배|점|표|쪽|페이지|호선|만원|t|kg|km|m|mm|cm|g|ha|mw|kwh|万|亿|千|元|块|人|名|个|份|年|月|天|条|户|张|本|辆|台|部|只|头|吨|公里|米|公斤|斤|克|次|路|页|美元|人民币|韩元|朝元|路公交|比例尺|pages|people|won|yuan|dollars|euros?|rubles|tons?|tonnes|metres|meters|kilometres|kilometers|litres|liters|kilos|grams|votes|copies|times|years|days|per)(?![a-z]))/

const year = /^(?:no\.? ?)?(?:1[0-9]|20)\d\d(?:[-./ ]\d{1,2}){0,2}$/
const days = /^\d{1,2}[-/. ]\d{1,2}[-/. ](?:(?:19|20)?\d\d)$/
/** Symbols of the United Nations. */
const symbol = /^(?:a|s|e|st|cat|ccpr|crc)\/(?:hrc|res|prst|[a-z0-9]+\/|\d{4})/
const standard = /^(?:gb|iso|iec|utf|rfc|din|jis|ks|ansi|ieee)(?:\/t)?[ /-]/
const years = /^(?:1\d|20)\d\d[-/](?:(?:1\d|20)?\d\d)$/
const plural =
  /^ (?:[a-z]+-)?(?!(?:was|is|as|has|his|this|its|plus|thus|across|always|perhaps|unless|besides|sometimes|does|marks|gives|says|means|belongs|appears|stands|comes|goes|shows|names|points|leads|turns|remains|keeps|works|answers|matches|refers|identifies|opens|ends|reads)\b)[a-z]{2,}s\b/

export const wordsBefore = (hit: Hit, length: number): string =>
  hit.folded.lower.slice(Math.max(0, hit.start - length), hit.start)

/** True for a number that the adjacent words explain: a quantity, a date, a law, a model. */
export const isExplained = (hit: Hit): boolean => {
  const { folded, start, end, text } = hit
  const after = folded.lower.slice(end, end + 20)
  const bare = /^[1-9][0-9 -]*$/.test(text)
  return (
    year.test(text) ||
    years.test(text) ||
    days.test(text) ||
    symbol.test(text) ||
    standard.test(text) ||
    // An error of a program: 0x80070057.
    /^0x(?:80|c0)[0-9a-f]{6}$/.test(text) ||
    /[0-9][,.:]$/.test(folded.digits.slice(Math.max(0, start - 2), start)) ||
    /^[,:.][0-9]/.test(after) ||
    (bare && plural.test(after)) ||
    (/[0-9]$/.test(text) && !/[-·№]|^0/.test(text) && otherwiseAfter.test(after)) ||
    otherwiseBefore.test(wordsBefore(hit, 26))
  )
}

/** `was 5517`: a short word with a space is part of the number only in capitals. */
export const ownLead = (hit: Hit): number => {
  const { folded, start, text } = hit
  const word = /^([a-z]{1,4}) /.exec(text)
  if (word === null) return start
  const letters = folded.cased.slice(start, start + (word[1]?.length ?? 0))
  const isOwn = letters === letters.toUpperCase() && !/^(?:no|nr|id|a|i)$/.test(word[1] ?? '')
  return isOwn ? start : start + word[0].length
}

/** Certainty by form alone: quantities have no letters, leading zeros or hyphens. */
const isCode = (hit: Hit): boolean => {
  const { folded, start, end, text } = hit
  if (/[0-9a-z@_]/.test(folded.digits[start - 1] ?? ' ')) return false
  if (
    /[a-z@_]/.test(folded.digits[end] ?? ' ') ||
    /^[.:/@][a-z0-9]/.test(folded.digits.slice(end, end + 2))
  )
    return false
  const count = countDigits(text)
  const said =
    /(?:\b(?:no|nr|pt|ref|reg|file|case|id|series|card|pass|permit|badge|slip|booklet)\.?|№|#|number|numbered|serial|번호|제|第|号|码|编号|번|字)[ :("'is은는이가为是]*$/.test(
      wordsBefore(hit, 16),
    ) ||
    /^ ?(?:호|번|号)/.test(folded.lower.slice(end, end + 2)) ||
    /№|^[제第]/.test(text)
  const isMixed = /[a-z가-힣ㄱ-ㅎ\u1100-\u1112一-鿿]/.test(text)
  const isGrouped = /[0-9a-z][-·/][0-9a-z]|[0-9] [0-9]/.test(text)
  if (isMixed) return count >= 4
  if (isGrouped) return count >= 5 && !/^\d{1,3}[-/]\d{1,3}$/.test(text)
  if (said && text.startsWith('0')) return count >= 4
  return count >= (said || text.startsWith('0') ? 5 : 6)
}

/** Cached answers for the tokens of a text, by position: several rules ask about each. */
const answers = new WeakMap<Folded, Map<number, boolean>>()

/** Longer than any match. */
const longest = 1024

export const holds = (hit: Hit): boolean => {
  const { folded, start, end } = hit
  let known = answers.get(folded)
  if (known === undefined) answers.set(folded, (known = new Map()))
  const place = start * longest + (end - start)
  const before = known.get(place)
  if (before !== undefined) return before
  const answer = isCode(hit) && !isExplained(hit)
  known.set(place, answer)
  return answer
}

/** Phones, addresses and accounts have rules of their own. */
export const isPhone = (text: string): boolean =>
  /^(?:0|\+|8[26][ -]|1[3-9]\d[ -]?\d{4}[ -]?\d{4}$)/.test(text) &&
  countDigits(text) >= 10 &&
  countDigits(text) <= (text.startsWith('0') && !text.startsWith('00') ? 11 : 15)

export const around = ({ folded, context, start, end }: Hit, reach: number): string => {
  const sentence = context.sentence(start)
  return folded.lower.slice(
    Math.max(sentence.start, start - reach),
    Math.min(sentence.end, end + reach),
  )
}
