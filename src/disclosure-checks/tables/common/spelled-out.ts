import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

/* Addresses and places in speech over a bad line: signs in words, numbers in words. */

const stop = '(?: (?:dot|point|period|full stop) | ?(?:점|쩜|닷|도트|点|點) ?|[.])'
const sign =
  '(?: (?:dot|point|period|full stop|underscore|under score|dash|hyphen|minus) | ?(?:점|쩜|닷|도트|언더바|언더 바|언더스코어|밑줄|하이픈|대시|작대기|빼기|点|點|下划线|下横线|底线|横杠|中划线|减号|小杠) ?)'
const at =
  '(?: (?:at|at sign|@|[(\\[]a?t?[)\\]]) | ?(?:골뱅이|앳|엣|에트|달팽이|艾特|爱特|圈 ?a|小老鼠|@|[(\\[](?:at?|앳|골뱅이|艾特)[)\\]]) ?)'
const top =
  '(?:com|net|org|info|edu|kr|cn|de|jp|ru|kp|ch|eu|uk|io|me|co|or|ne|go|ac|re|gov|is|tw|hk|컴|콤|컴퍼니|넷|오알지|오르그|미|엠이|케이알|씨오|인포|메)'
const part = '[a-z0-9가-힣]{1,20}'

/** `It sits at www dot example dot org` is no mailbox. */
const whereabouts =
  /^(?:is|was|are|it|us|me|look|find|found|up|live|lives|now|back|site|page|blog|posted|mirrored|hosted|published|uploaded|stored|sits|kept|parked|put|seen|listed|online|available|archived|shared|copy|copies|files?) at | at www /

export const isWhereabouts = (text: string): boolean => whereabouts.test(text)

/** Ends a name in its country or kind, and not a word in the middle. */
const endsThere = (text: string, next: string): boolean =>
  /[가-힣]$/.test(text)
    ? !/^[가-힣]/.test(next) ||
      /^(?:이[라에야고나며]?|에|으?로|은|는|을|를|의|과|와|라|입|임|인|예|요|래|였|랍|만|도)/.test(
        next,
      )
    : !/^[a-z0-9]/.test(next)

const said =
  '(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|double|triple|niner)'
const number = `${said}(?:[ -]{1,2}(?:and )?${said})*`
const koNumber = '[일이삼사오육륙칠팔구십백공영령]'
const zhNumber = '[〇零一二三四五六七八九十百幺两]'

const bearings =
  /\b(?:lat(?:itude)?|long?(?:itude)?|north|south|east|west|coordinates?|position|gps|grid)\b/

export const spelledOutRules: readonly Rule[] = [
  {
    id: 'mail-in-words',
    family: 'email',
    triggers: words(
      ' dot , point , period , full stop ,점,쩜,닷,도트,点,點,골뱅이,앳,엣,에트,달팽이,艾特,爱特,圈a,圈 a,小老鼠,(at),[at],(a),[a]',
    ),
    pattern: `[a-z0-9가-힣〇零一二三四五六七八九幺._%+-]{1,30}(?:${sign}${part}){0,3}${at}[a-z0-9가-힣-]{1,30}(?:${stop}${part}){0,2}${stop}${top}`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      endsThere(text, folded.lower.slice(end, end + 3)) &&
      !/[a-z0-9]/.test(folded.lower[start - 1] ?? ' ') &&
      !isWhereabouts(text) &&
      // A plain address has its own rule; `at this point me`.
      !/^[a-z0-9._%+-]+@[a-z0-9.-]+$/.test(text) &&
      !/ at (?:this|that|one|some|any|which|the|every) point /.test(text) &&
      (!/ (?:point|period) (?:me|is|or|go|re|co)$/.test(text) ||
        /(?:proton|tuta|pm|mail) point me$/.test(text)),
    hits: [
      [
        'Write to yuna underscore seo at nate point com please.',
        'yuna underscore seo at nate point com',
      ],
      ['주소는 백 점 나래 골뱅이 프로톤 점 미라고 했다.', '백 점 나래 골뱅이 프로톤 점 미'],
      ['rep 앳 gangto 닷 or 닷 kr로 보내라.', 'rep 앳 gangto 닷 or 닷 kr'],
      ['他念的是lin点yue艾特posteo点de。', 'lin点yue艾特posteo点de'],
    ],
    misses: ['We waited at this point for an hour.', '상점 앞에 컴퓨터가 있었다.'],
  },
  {
    id: 'site-in-words',
    family: 'url',
    triggers: words(' dot , point , slash ,점,쩜,닷,도트,点,슬래시,슬래쉬,斜杠,斜线'),
    pattern: `[a-z0-9가-힣-]{1,30}(?:${stop}[a-z0-9가-힣-]{1,30}){0,3}(?: (?:dot|point|period) | ?(?:점|쩜|닷|도트|点|點) ?|[.])(?:com|net|org|info|kr|cn|me|io|de|jp|ru|kp|onion|ly|gl|tv|is|co|cc|to|컴|콤|넷|오알지|미|엠이|케이알|인포)(?:(?: (?:slash|forward slash|stroke) | ?(?:슬래시|슬래쉬|빗금|斜杠|斜线|\\/) ?)[a-z0-9가-힣_-]{1,30}){0,4}`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      /dot |point |점|쩜|닷|도트|点|點|slash|슬래|斜/.test(text) &&
      /[a-z0-9] (?:dot|point) [a-z]|(?:점|쩜|닷|도트) ?[a-z컴콤넷오미엠케인]|[点點][a-z]| slash |슬래|斜/.test(
        text,
      ) &&
      endsThere(text, folded.lower.slice(end, end + 3)) &&
      !/[a-z0-9@]/.test(folded.lower[start - 1] ?? ' ') &&
      !/(?:골뱅이|앳|엣|艾特|圈a|@| at) ?$/.test(
        folded.lower.slice(Math.max(0, start - 6), start),
      ) &&
      // 상점 컴퓨터, one point is: a word that only ends like one of them.
      /[a-z0-9] ?(?:점|쩜|닷|도트)|(?:점|쩜|닷|도트) ?[a-z]|[点點][a-z]|닷컴|닷넷|점컴| 점 | 닷 | 쩜 | dot |slash|슬래|斜/.test(
        text,
      ) &&
      !/ point (?:is|to|me|co|in|us)$/.test(text) &&
      !/点[a-z0-9-]*[.]/.test(text) &&
      !/^[가-힣]{1,3}점 (?:미|인포|오알지|넷)$/.test(text) &&
      !/[가-힣]점 (?:미|넷)$/.test(text),
    hits: [
      [
        'The flyer says www dot redharbour dot info slash drop.',
        'www dot redharbour dot info slash drop',
      ],
      ['先进t点me/heibian07再说。', 't点me/heibian07'],
      ['주소는 강변 닷 컴 슬래시 신고라고 불렀다.', '강변 닷 컴 슬래시 신고'],
    ],
    misses: ['The point is that he left.', '상점 넷이 문을 닫았다.'],
  },
  {
    id: 'address-in-words',
    family: 'ip',
    triggers: words(' dot , point ,점,쩜,닷,点'),
    pattern: `${number}(?:[ -](?:dot|point)[ -]${number}){3}|${koNumber}{1,6} ?(?:(?:점|쩜|닷) ?${koNumber}{1,6} ?){2}(?:점|쩜|닷) ?${koNumber}{1,6}|${zhNumber}{1,6}(?:点${zhNumber}{1,6}){3}`,
    alone: false,
    hits: [
      [
        'It was forty-five dot sixty-one dot one twenty dot eight.',
        'forty-five dot sixty-one dot one twenty dot eight',
      ],
      ['사십오 점 육십일 점 백이십 점 팔이라고 했다.', '사십오 점 육십일 점 백이십 점 팔'],
      ['他念四十五点六十一点一百二十点八。', '四十五点六十一点一百二十点八'],
    ],
    misses: ['It rose by three point two.'],
  },
  {
    id: 'place-in-words',
    family: 'coordinates',
    triggers: words('point,degree, dot ,점,쩜,도,点,度'),
    pattern: `${number}[ -](?:point|dot|degrees?)[ -]${number}(?:(?: point ${number})? minutes?(?: ${number} seconds?)?)?(?:,? (?:degrees )?(?:north|south|east|west|latitude|longitude))?|(?:북위|남위|동경|서경|위도|경도) ?(?:는 |가 )?${koNumber}{1,7} ?(?:(?:점|쩜) ?${koNumber}{1,8}|도 ?${koNumber}{1,6}(?: ?점 ?${koNumber}{1,5})? ?분)|(?:北纬|南纬|东经|西经|纬度|经度)(?:是|为|约|大概)?${zhNumber}{1,7}(?:点${zhNumber}{1,8}|度${zhNumber}{1,5}(?:点${zhNumber}{1,4})?分)`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      !/^[a-z]/.test(text) ||
      /(?:north|south|east|west|latitude|longitude)$/.test(text) ||
      bearings.test(folded.lower.slice(Math.max(0, start - 30), start)) ||
      /^[ ,]{0,2}(?:degrees )?(?:north|south|east|west|lat|long)/.test(
        folded.lower.slice(end, end + 24),
      ),
    hits: [
      [
        'The memo says latitude forty-one point eight three, longitude one two eight point two.',
        'forty-one point eight three',
      ],
      ['위도 사십일점팔삼이라고 했다.', '위도 사십일점팔삼'],
      ['北纬四十一点八三。', '北纬四十一点八三'],
    ],
    misses: ['Prices rose by three point two percent.', '북위 삼십팔도선', '北纬三十八度线。'],
  },
  {
    id: 'spoken-number',
    family: 'phone',
    triggers: words('zero, oh one, nine, eight, seven, six, double'),
    pattern: `(?:(?:double |triple )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ,.-]{1,2}){6,16}(?:double |triple )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)`,
    hits: [
      [
        'It is zero one zero, nine nine two three, four four one eight.',
        'zero one zero, nine nine two three, four four one eight',
      ],
    ],
    misses: ['One two three, said the teacher.'],
  },
  {
    id: 'read-aloud',
    family: 'phone',
    triggers: ['공일', '영일'],
    pattern: `[공영]일[공영일육칠팔구] ?(?:에|다시|의|하고)?[ ,-]{0,2}[0-9공영령일이삼사오육륙칠팔구]{3,4} ?(?:에|다시|의|하고)?[ ,-]{0,2}(?:그 ?다음(?:에|은)? ?)?[0-9공영령일이삼사오육륙칠팔구]{4}`,
    alone: false,
    hits: [
      ['번호는 공일공 다시 육육이삼 다시 구구영일이다.', '공일공 다시 육육이삼 다시 구구영일'],
    ],
    misses: ['공일과 영일은 형제다.'],
  },
]
