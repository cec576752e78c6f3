import { countDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

const s = '[ .·、/_-]?'
const phoneWords = words(
  'phone, telephone, tel, mobile, cell, call, dial, number, whatsapp, fax, ext, 전화, 핸드폰, 휴대폰, 손전화, 손전화기, 번호, 연락처, 팩스, 电话, 電話, 手机, 手機, 拨打, 传真, 座机, 号码, 联系方式, 来电',
)

export const phoneRules: readonly Rule[] = [
  {
    id: 'international',
    family: 'phone',
    on: 'digits',
    triggers: ['+'],
    pattern: `\\+ ?[1-9](?:[ ().·-]{0,2}[0-9]){6,14}`,
    alone: false,
    accept: ({ folded, end }) => !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['Call +82 10-1234-5678.', '+82 10-1234-5678'],
      ['번호는 +850-2-381-1234이다.', '+850-2-381-1234'],
      ['+86 (138) 0013 8000', '+86 (138) 0013 8000'],
      ['＋８６１３８００１３８０００', '＋８６１３８００１３８０００'],
    ],
    misses: ['2 + 3 = 5'],
  },
  {
    id: 'international-00',
    family: 'phone',
    on: 'digits',
    pattern: `1[568][0-9]{2}-[0-9]{4}|8[26][- ](?:10|1[016-9]|1[3-9][0-9])[- ][0-9]{3,4}[- ][0-9]{4}|00(?:1|7|44|49|61|65|66|81|82|84|85[0-9]|86|88[0-9]|976)(?:[ ().-]{0,2}[0-9]){6,12}|8210[0-9]{8}|850(?:0?19[0-9]|2)[0-9]{7}`,
    accept: ({ text }) => {
      // 1588-1610: years.
      const last = Number(/^1[568]\d\d-(\d{4})$/.exec(text)?.[1] ?? Infinity)
      return last > 2100 || last < 1500
    },
    hits: [
      ['Dial 0082 10 1234 5678.', '0082 10 1234 5678'],
      ['Remittance firm: 1588-7042, extension 3.', '1588-7042'],
    ],
    misses: ['00861', 'The war of 1588-1610 was long.'],
  },
  {
    id: 'kr-mobile',
    family: 'phone',
    on: 'digits',
    pattern: `\\(?01 ?[016-9]\\)?[ .)·/_ㅡ\u1173-]{0,3}[0-9]{3,4}[ .·/_ㅡ\u1173-]{0,3}[0-9]{4}|01[016-9](?: [0-9]){7,8}|01[016-9](?:[ .-][0-9]{2}){2}[ .-][0-9]{4}|01[016-9](?:[ .-][0-9]{2}){4}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9a-z]/.test(folded.digits[start - 1] ?? ' ') && !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['010-1234-5678로 걸었다.', '010-1234-5678'],
      ['01012345678', '01012345678'],
      ['공일공 일이삼사 오육칠팔', '공일공 일이삼사 오육칠팔'],
      ['０１０－１２３４－５６７８', '０１０－１２３４－５６７８'],
    ],
    misses: ['0101', '2010-1234'],
  },
  {
    id: 'kr-landline',
    family: 'phone',
    on: 'digits',
    pattern: `\\(?0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[0-9]?|80)\\)?[ .)·/-]{1,3}[0-9]{3,4}[ .·-][0-9]{4}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9]/.test(folded.digits[start - 1] ?? ' ') && !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['사무실 02-123-4567', '02-123-4567'],
      ['(033) 123-4567', '(033) 123-4567'],
    ],
    misses: ['02-1'],
  },
  {
    id: 'cn-mobile',
    family: 'phone',
    on: 'digits',
    pattern: `(?:86[ -]?)?1[3-9][0-9]${s}[0-9]{4}${s}[0-9]{4}|1[3-9][0-9]${s}[0-9]{3}${s}[0-9]{5}|1 ?[3-9](?: ?[0-9]){9}`,
    accept: ({ folded, end }) =>
      !/^ ?(?:元|吨|人|公里|千克|美元|万|亿|원|명|톤|won|yuan|tons)/.test(
        folded.lower.slice(end, end + 5),
      ),
    hits: [
      ['手机13800138000。', '13800138000'],
      ['手机号是138-0013-8000', '138-0013-8000'],
      ['打幺三八零零幺三八零零零', '幺三八零零幺三八零零零'],
    ],
    misses: ['12800138000', '9138001380001'],
  },
  {
    id: 'cn-landline',
    family: 'phone',
    on: 'digits',
    pattern: `\\(?0(?:10|2[0-9]|[3-9][0-9]{2})\\)?[ /-]{1,3}[0-9]{3,4}[ -]?[0-9]{4}|\\(0(?:10|2[0-9]|[3-9][0-9]{2})\\)[0-9]{3,4}[ -]?[0-9]{4}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9]/.test(folded.digits[start - 1] ?? ' ') && !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['电话0433-2512345', '0433-2512345'],
      ['(0415) 212 3456', '(0415) 212 3456'],
    ],
    misses: ['0433-25'],
  },
  {
    id: 'kp-mobile',
    family: 'phone',
    on: 'digits',
    pattern: `(?:850[ -]?)?0?19[0-9][ -]?[0-9]{3}[ -]?[0-9]{4}|850[ -][0-9]{1,3}[ -]?[0-9]{3}[ -]?[0-9]{3,4}`,
    hits: [
      ['손전화 0191-234-5678', '0191-234-5678'],
      ['1912345678', '1912345678'],
      ['850 2 381 1234', '850 2 381 1234'],
    ],
    misses: ['1910-1945'],
  },
  {
    id: 'jp-ru-mobile',
    family: 'phone',
    on: 'digits',
    pattern: `0[789]0-[0-9]{4}-[0-9]{4}|8[ -]?\\(?9[0-9]{2}\\)?[ -][0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}|8 ?\\([2-9][0-9]{2,4}\\) ?[0-9]{1,3}[ -]?[0-9]{2}[ -]?[0-9]{2}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9-]/.test(folded.digits[start - 1] ?? ' ') && !/[0-9-]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['He answers at 090-1234-5678 in Osaka.', '090-1234-5678'],
      ['8 (914) 552-18-03', '8 (914) 552-18-03'],
      ['8 (423) 245-17-60, third floor', '8 (423) 245-17-60'],
    ],
    misses: ['8 914 tonnes'],
  },
  {
    id: 'country-code',
    family: 'phone',
    on: 'digits',
    pattern: `\\(?(?:8[1246]|850|85[2356]|88[06]|976|6[0-6]|9[58]|4[49]|33|7)[ ).-]{1,2}\\(?[0-9]{1,4}\\)?(?:[ .-]{1,2}[0-9]{2,8}){1,4}`,
    alone: false,
    accept: ({ text, folded, start, end }) => {
      const count = countDigits(text)
      return (
        count >= 10 &&
        count <= 13 &&
        !/[0-9a-z.,$€£-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[0-9a-z]|^[.,-][0-9]/.test(folded.digits.slice(end, end + 2)) &&
        // Points and thousands: 95 300 000 000, 84 300 200 100.
        !/^[0-9]{1,2}(?: [0-9]{3})+$/.test(text) &&
        !/^[0-9]{2}\.[0-9]+ /.test(text)
      )
    },
    hits: [
      ['86-433-6120773은 국수집 전화다.', '86-433-6120773'],
      ['The exchange is 850 2 18111 6607.', '850 2 18111 6607'],
      ['Try 81 80 4417 2093 after dark.', '81 80 4417 2093'],
    ],
    misses: ['It came to 86 433 612 077 won.', 'They won 86-43.'],
  },
  {
    id: 'national',
    family: 'phone',
    on: 'digits',
    pattern: `\\(?0[0-9]{1,4}(?:\\)[ -]?|[ ./-]{1,2})[0-9]{2,5}(?:[ .-]{1,2}[0-9]{2,5}){1,3}`,
    alone: false,
    accept: ({ text, folded, start, end }) => {
      const count = countDigits(text)
      return (
        count >= 9 &&
        count <= 11 &&
        !/[0-9a-z.,:/-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[0-9a-z]|^[.,:/-][0-9]/.test(folded.digits.slice(end, end + 2)) &&
        !/^0\d[./ -]\d\d[./ -](?:19|20)\d\d$/.test(text) &&
        !/isbn|issn|도서번호|书号/.test(folded.lower.slice(Math.max(0, start - 14), start))
      )
    },
    hits: [
      ['In Chiang Mai it is 081 774 2096.', '081 774 2096'],
      ['(06) 6123 4471 is the shop in Osaka.', '(06) 6123 4471'],
    ],
    misses: ['On 04 09 2023 it rained.'],
  },
  {
    id: 'masked',
    family: 'phone',
    on: 'digits',
    pattern: `01[016-9][ .-]?[0-9x*●○]{3,4}[ .-][0-9x*●○]{4}|1[3-9][0-9][ -]?[x*●○]{4}[ -]?[0-9]{4}`,
    alone: false,
    accept: ({ text, folded, start }) =>
      /[x*●○]/.test(text) &&
      countDigits(text) >= 5 &&
      !/[0-9a-z-]/.test(folded.digits[start - 1] ?? ' '),
    hits: [['뒷자리만 기억한다, 010-****-4471.', '010-****-4471']],
    misses: ['010-**** was hidden.'],
  },
  {
    id: 'spoken-of',
    family: 'phone',
    on: 'digits',
    triggers: words(
      'pager, call, ring, rang, dial, phone, text, answer, voicemail, landline, hang up, hung up, switchboard, exchange, reach, hotline, signal, whatsapp, viber, 전화, 걸, 문자, 통화, 교환, 벨, 신호, 연락, 받으면, 打, 拨, 座机, 响, 挂, 接通, 总机, 短信, 电话, 手机, 客服, 热线',
    ),
    pattern: `\\(?[0-9]{2,4}\\)?(?:[ .-]{1,2}[0-9]{2,5}){1,3}`,
    alone: false,
    accept: ({ text, folded, start, end }) => {
      const count = countDigits(text)
      const before = folded.lower.slice(Math.max(0, start - 34), start)
      const after = folded.lower.slice(end, end + 34)
      return (
        count >= 7 &&
        count <= 12 &&
        !/[0-9a-z.,:/$€£-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[0-9a-z]|^[.,:/-][0-9]/.test(folded.digits.slice(end, end + 2)) &&
        !/^(?:1[5-9]|20)\d\d[-. ](?:\d{1,2}(?:[-. ]|$)|(?:1[5-9]|20)\d\d$)/.test(text) &&
        !/^[0-9]{1,3}(?: [0-9]{3})+$/.test(text) &&
        !/^ ?(?:만|천|원|명|대|건|년|월|万|元|人|台|年|km|kg|won|yuan|dollars|tons|people)/.test(
          after,
        ) &&
        (/(?:\b(?:pager|call|calls|calling|answers?|ring|rings|rang|dial|dialled|phone|text|reach|voicemail|landline|switchboard|exchange|hotline)\b|전화|걸[어었]|문자|통화|교환|벨이|연락|打|拨|座机|响|总机|短信|电话|手机|客服|热线)[^。!?\n]*$/.test(
          before,
        ) ||
          /^[^。!?\n]*(?:\b(?:ring|rings|rang|answers|answered|hang up|hung up|picks up|voicemail|landline|switchboard)\b|전화|걸[어었면]|문자|통화|교환|받으면|받는다|接|挂|响|总机|短信|电话)/.test(
            after,
          ))
      )
    },
    hits: [['The shop answers on 381 77 204, ring twice.', '381 77 204']],
    misses: ['They answered 300 400 times.', '전화는 2019-2020년에 늘었다.'],
  },
  {
    id: 'extension',
    family: 'phone',
    on: 'digits',
    triggers: words('ext, extension, 내선, 구내, 分机, 内线'),
    pattern: `(?:ext\\.?|extension|내선(?:번호)?|구내번호|구내전화|分机号?|内线)(?: ?(?:is|no|number|는|은|번호|为|是|:))? ?([0-9]{3,5})`,
    span: 1,
    hits: [
      ['Ask for ext. 4412.', '4412'],
      ['내선 4412번', '4412'],
      ['分机4412', '4412'],
    ],
    misses: ['The extension of 2023 was short.'],
    accept: ({ text }) => !/^(?:19|20)\d\d$/.test(text),
  },
  {
    id: 'us-phone',
    family: 'phone',
    on: 'digits',
    pattern: `(?:1[ .-])?\\(?[2-9][0-9]{2}\\)?[ .-]{1,2}[2-9][0-9]{2}[ .-][0-9]{4}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9,.]/.test(folded.digits[start - 1] ?? ' ') && !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [['(202) 555-0143', '(202) 555-0143']],
    misses: ['200 300 400'],
  },
  {
    id: 'near-word',
    family: 'phone',
    on: 'digits',
    triggers: phoneWords,
    pattern: `(?:phone|telephone|tel|mobile|cell|cellphone|call|dial|whatsapp|fax|ext|전화|핸드폰|휴대폰|손전화|손전화기|연락처|팩스|电话|電話|手机|手機|拨打|传真|座机|联系方式|来电|号码|번호)(?:[^0-9\\n。!?]{0,24})([0-9](?:[ ().-]{0,2}[0-9]){5,13})`,
    span: 1,
    accept: ({ text, folded, start, end }) =>
      countDigits(text) >= 6 &&
      // The number of a paper, an account or a car.
      !/(?:품목|상품|商品|증|여권|려권|공민|주민|면허|군번|护照|证件?|passport|permit|licen[cs]e|\bcard|case|file|계좌|카드|卡|账户?|帐户?|account|plate|车牌?|차량?) ?(?:등록)?(?:번호|号码|号|number|no\.?)[^0-9]{0,8}$/.test(
        folded.lower.slice(Math.max(0, start - 24), start),
      ) &&
      !/(?:도서번호|간행물번호|기사 번호|계열 번호|사건번호|isbn|issn|书号|登记号|编号)[^0-9]{0,4}$/.test(
        folded.lower.slice(Math.max(0, start - 14), start),
      ) &&
      !/^(?:1[89]|20)\d\d[-.](?:\d{1,2}([-.]\d{1,2})?|(?:1[89]|20)\d\d)$/.test(text) &&
      !/^ ?(?:만|천|원|명|대|万|元|人|台|won|yuan|dollars|users|people|%)/.test(
        folded.lower.slice(end, end + 8),
      ),
    hits: [
      ['Her phone is 381 4410.', '381 4410'],
      ['전화는 381-4410이다', '381-4410'],
      ['电话是2512345', '2512345'],
    ],
    misses: ['Phone lines opened on 2023-10-09.', 'Mobile users rose to 6000000 people.'],
  },
]
