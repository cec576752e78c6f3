import { countDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'

/*
 * Numbers as they are dialled in one country and written down in another: with the prefix of a
 * carrier, without any separator, the second one without its area.
 */

const country =
  '(?:850|82|86|81|84|66|60|63|65|61|95|44|49|33|31|41|46|47|48|976|85[2356]|88[06]|1|7)'

/** Nothing of the number is cut off, and nothing is counted with it. */
const endsWhole = ({ folded, end }: Hit): boolean =>
  !/^(?:[0-9a-z_@]|[.,:/-][0-9])/.test(folded.digits.slice(end, end + 2)) &&
  !/^ ?(?:만(?! [가-힣])|억|(?:원|명|톤|개|건)(?:[^가-힣]|[이가을를은는의에]|$)|万|亿|元|吨|人(?![不没接在])|个|秒|won|yuan|tons?|tonnes|dollars|people|%)/.test(
    folded.lower.slice(end, end + 9),
  )

const isWhole = (hit: Hit): boolean =>
  !/[0-9a-z@_]$|[0-9][.,:/+-]$/.test(
    hit.folded.digits.slice(Math.max(0, hit.start - 2), hit.start),
  ) && endsWhole(hit)

/** Numbers of goods, papers, files and accounts have rules of their own. */
const otherwise =
  /(?:isbn|issn|barcode|sku|order|invoice|ticket|file|case|account|acct|card|passport|permit|id|serial|imei|sum|total|바코드|주문|계좌|카드|여권|사건|접수|일련|등록|증|条码|订单|账号|账户|卡号|证|编号|单号|书号|合计|共)(?: ?(?:number|no\.?|번호|号码?|号))?[ :#是为은는이가"'(-]{0,4}$/

const notOtherwise = ({ folded, start }: Hit): boolean =>
  !otherwise.test(folded.lower.slice(Math.max(0, start - 20), start))

const pause = '(?: ?[,、;*/~] ?| ?[.]{3,6} ?| ?- ?| )'

export const diallingRules: readonly Rule[] = [
  {
    id: 'carrier-prefix',
    family: 'phone',
    on: 'digits',
    triggers: words('001, 002, 003, 005, 006, 007, 008, 010, 011'),
    pattern: `(?:00[12568]|00[37][0-9]{2})[ .-]?${country}(?:[ .-]?[0-9]){7,11}|01[01][ .-]${country}[ .-](?:[0-9][ .-]?){6,10}[0-9]`,
    alone: false,
    accept: (hit) => {
      const count = countDigits(hit.text)
      return isWhole(hit) && count <= 19 && count >= (hit.text.startsWith('01') ? 12 : 11)
    },
    hits: [
      ['최근 통화는 00700-86-188-4339-0512 한 통뿐.', '00700-86-188-4339-0512'],
      ['그는 002-86-139-4417-2093 눌렀다.', '002-86-139-4417-2093'],
      ['From the States dial 011-82-10-3321-4477.', '011-82-10-3321-4477'],
      ['008 81 90 4417 2093 으로 나가더라.', '008 81 90 4417 2093'],
    ],
    misses: ['002-86 편은 취소됐다.', 'Chapter 005 has 1200 words.'],
  },
  {
    id: 'unspaced-national',
    family: 'phone',
    on: 'digits',
    pattern: `0[1-9][0-9]{8,9}|89[0-9]{9}|07[0-9]{3} [0-9]{6}|0[1-9][0-9]{1,3}[ /][0-9]{6,8}|88(?:1[67]|2 ?16) ?[0-9]{4} ?[0-9]{4,5}`,
    alone: false,
    accept: (hit) => isWhole(hit) && notOtherwise(hit),
    hits: [
      ['Reach the London group on 07700 900318, Signal only.', '07700 900318'],
      ['She saved 0912345678 under "laundry".', '0912345678'],
      ['Office Berlin 030 44172093.', '030 44172093'],
      ['Звонить 89145521803 вечером.', '89145521803'],
      ['Use 09012345678 only once.', '09012345678'],
      ['09012345678 명함 뒤에 적혀 있다.', '09012345678'],
      ['The satellite phone is 8816 2345 6789.', '8816 2345 6789'],
      ['值班室04332512345。', '04332512345'],
    ],
    misses: ['ISBN 0306406152 is out of print.', 'It weighed 0912345678 tonnes.', '条码0690123456'],
  },
  {
    id: 'closed-brackets',
    family: 'phone',
    on: 'digits',
    triggers: ['(', '+'],
    pattern: `\\([2-9][0-9]{2}\\) ?[2-9][0-9]{2}[ .-][0-9]{4}|\\(\\+?${country}\\) ?[0-9](?:[ .-]?[0-9]){6,10}|\\+[1-9][0-9]{0,2}(?:/[0-9]{2,5}){2,5}`,
    alone: false,
    accept: isWhole,
    hits: [
      ['Call (202)555-0143.', '(202)555-0143'],
      ['打(86)13944712865。', '(86)13944712865'],
      ['+82/10/3321/4477', '+82/10/3321/4477'],
    ],
    misses: ['In (200) 300 cases.'],
  },
  {
    id: 'second-number',
    family: 'phone',
    on: 'digits',
    triggers: words(
      '换, 或, 和, 跟, 再打, 改打, 不通, 备用, 、, /, 또는, 혹은, 이나, 아니면, 안 되면, or , and , then , else ',
    ),
    pattern: `[0-9(][0-9() .-]{6,16}[0-9][^0-9\\n。!?]{1,24}([2-9][0-9]{2,3}[ -]?[0-9]{4})`,
    span: 1,
    alone: false,
    accept: (hit) => {
      const before = hit.folded.lower.slice(Math.max(0, hit.start - 44), hit.start)
      const number =
        /([+(]?[0-9][0-9() .-]{6,16}[0-9])([^0-9\n。!?]{1,24})$/.exec(before) ?? undefined
      if (number === undefined || !endsWhole(hit)) return false
      const [, first = '', between = ''] = number
      const said =
        /^[+(]?0|^[2-9][0-9]{2}[-. )]/.test(first) ||
        /(?:phone|tel|call|전화|연락|电话|座机|手机|打)[^0-9]{0,6}$/.test(
          before.slice(0, before.length - first.length - between.length),
        )
      return (
        said &&
        countDigits(first) >= 9 &&
        /换|或|和|跟|再打|改打|不通|备用|、|\/|또는|혹은|이나|아니면|안 되면|\bor\b|\band\b|\bthen\b|\belse\b/.test(
          between,
        )
      )
    },
    hits: [
      ['座机0433-2836617，没人接就换2836618。', '2836618'],
      ['电话：0433-2836617、2836618（夜间）', '2836618'],
      ['值班室0433-2836617/2836619。', '2836619'],
      ['She said 202.555.0143 or 555-0166.', '555-0166'],
    ],
    misses: ['It rose from 1000-2000 or 3000-4000.'],
  },
  {
    id: 'with-extension',
    family: 'phone',
    on: 'digits',
    triggers: words('ext, extension, 내선, 구내, 分机, 转'),
    pattern: `[0-9(+][0-9() .-]{5,17}[0-9][ ,(]{0,3}(?:ext\\.?|extension|내선(?:번호)?|구내(?:번호|전화)?|分机号?|转) ?[0-9]{2,5}`,
    alone: false,
    accept: (hit) => countDigits(hit.text) >= 9 && isWhole(hit),
    hits: [
      ['Switchboard 02-2100-7715 ext. 304 is a desk.', '02-2100-7715 ext. 304'],
      ['总机0433-2512345转807。', '0433-2512345转807'],
    ],
    misses: ['He had 5 ext 4.'],
  },
  {
    id: 'read-out',
    family: 'phone',
    on: 'digits',
    pattern: `1[3-9][0-9]${pause}[0-9]{4}${pause}[0-9]{4}|1[3-9][0-9]${pause}[0-9]{3}${pause}[0-9]{5}|01[016-9]${pause}[0-9]{3,4}${pause}[0-9]{4}|0 1 [016-9](?:[ ,-]{1,2}[0-9]){7,8}|1(?:[ ,、-]{1,2}[0-9]){10}`,
    alone: false,
    accept: isWhole,
    hits: [
      ['录音：“幺三九，四四七幺，二八六五”，后面是狗叫。', '幺三九，四四七幺，二八六五'],
      ['她报得慢：一三九……四四七一……二八六五。', '一三九……四四七一……二八六五'],
      ['공일공…삼삼이일…사사칠칠이라고 했다.', '공일공…삼삼이일…사사칠칠'],
      ['공 일 공 삼 삼 이 일 사 사 칠 칠 이렇게 불렀다.', '공 일 공 삼 삼 이 일 사 사 칠 칠'],
      ['139*4417*2093，星号去掉。', '139*4417*2093'],
    ],
    misses: ['The sum was 139,441,720 won.', '一、二、三、四、五、六'],
  },
]
