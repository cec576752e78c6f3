import { countDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

const s = '[ .·-]?'
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
    pattern: `8[26][- ](?:10|1[016-9]|1[3-9][0-9])[- ][0-9]{3,4}[- ][0-9]{4}|00(?:1|7|44|49|61|65|66|81|82|84|85[0-9]|86|88[0-9]|976)(?:[ ().-]{0,2}[0-9]){7,12}`,
    hits: [['Dial 0082 10 1234 5678.', '0082 10 1234 5678']],
    misses: ['00861'],
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
    pattern: `0[789]0-[0-9]{4}-[0-9]{4}|8[ -]?\\(?9[0-9]{2}\\)?[ -][0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9-]/.test(folded.digits[start - 1] ?? ' ') && !/[0-9-]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['He answers at 090-1234-5678 in Osaka.', '090-1234-5678'],
      ['8 (914) 552-18-03', '8 (914) 552-18-03'],
    ],
    misses: ['8 914 tonnes'],
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
    accept: ({ text, folded, end }) =>
      countDigits(text) >= 6 &&
      !/^(?:19|20)\d\d[-.]\d{1,2}([-.]\d{1,2})?$/.test(text) &&
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
