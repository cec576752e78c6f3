import { isMonthDay } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { around } from './code-tokens.ts'

/*
 * Papers of the countries that people reach: Russia, Thailand, Mongolia, Japan, Germany, Britain.
 * Their numbers have forms of their own.
 */

const inCapitals = ({ folded, start, end }: Hit): boolean => {
  const shown = folded.cased.slice(start, end)
  return shown === shown.toUpperCase()
}

const paper =
  /pass(?:port)?|ausweis|\bid\b|identity|permit|residen|card|insurance|\bni\b|register|여권|신분증|등록|체류|보험|护照|证|居留|パスポート|カード|旅券|ausweis|регистр|паспорт/

export const idDocumentIntlRules: readonly Rule[] = [
  {
    id: 'series-and-number',
    family: 'document',
    on: 'digits',
    triggers: ['no', '#'],
    // The sign for a number folds to two letters.
    pattern: `[0-9]{2} ?[0-9]{2} ?(?:no\\.?|#) ?[0-9]{6,7}|[0-9]{2} ?(?:no\\.?|#) ?[0-9]{7,10}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9a-z.,-]/.test(folded.digits[start - 1] ?? ' ') &&
      !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['The labour patent, series and number 25 № 2100384471, was copied.', '25 № 2100384471'],
      ['Патент 25№2100384471', '25№2100384471'],
      ['Паспорт 45 10 № 123456', '45 10 № 123456'],
    ],
    misses: ['It has 25 no. 7 pencils.', '25 no 210'],
  },
  {
    id: 'series-in-words',
    family: 'document',
    on: 'digits',
    triggers: words('series, сери, сер., номер'),
    pattern: `(?:series|серия|серии|сер\\.)[ :]{0,2}((?:[0-9]{2} ?[0-9]{2}|[а-яa-z]{2}|[0-9]{2}),? ?(?:no\\.?|number|номер|n|#)?[ :]{0,2}[0-9]{6,10})`,
    span: 1,
    hits: [
      ['серия 4510 номер 123456', '4510 номер 123456'],
      ['Her patent, series 77 2100384471, is void.', '77 2100384471'],
    ],
    misses: ['The series 24 began in 2019.'],
  },
  {
    id: 'identity-abroad',
    family: 'document',
    on: 'digits',
    pattern: `[1-8][ -][0-9]{4}[ -][0-9]{5}[ -][0-9]{2}[ -][0-9]|[а-яөү]{2} ?[0-9]{8}|[a-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d]|[a-z]{2}[0-9]{8}[a-z]{2}|[cfghjklmnprtvwxyz](?:[0-9]{1,4}[cfghjklmnprtvwxyz]{1,3}){1,3}[0-9]{1,5}`,
    accept: (hit) => {
      if (/^[0-9]/.test(hit.text)) return true
      if (!inCapitals(hit)) return false
      if (/^[а-яөү]/.test(hit.text)) return isMonthDay(`01${hit.text.slice(-4, -2)}`)
      if (/^[a-z]{2}[0-9]{8}[a-z]{2}$/.test(hit.text)) return true
      const length = hit.text.replaceAll(' ', '').length
      return length >= 9 && length <= 10 && paper.test(around(hit, 40))
    },
    hits: [
      ['บัตรประชาชน 1 2345 67890 12 3', '1 2345 67890 12 3'],
      ['регистр УБ85061512', 'УБ85061512'],
      ['National Insurance QQ123456C', 'QQ123456C'],
      ['在留カード AB12345678CD', 'AB12345678CD'],
      ['Personalausweis L01X00T471.', 'L01X00T471'],
    ],
    misses: ['The rifle is an AK 74.', 'Group C12 met in hall B3.'],
  },
  {
    id: 'resident-beginning',
    family: 'document',
    on: 'digits',
    triggers: ['-1', '-2', '-3', '-4'],
    pattern: `[0-9]{6}-[1-4](?:[*x●○]{1,6})?`,
    accept: ({ text, folded, start, end }) =>
      isMonthDay(text.slice(2, 6)) &&
      !/[0-9.-]/.test(folded.digits[start - 1] ?? ' ') &&
      !/^(?:[0-9-]|[.,][0-9])/.test(folded.digits.slice(end, end + 2)) &&
      !/(?:isbn|file|case|part)(?: no\.?)? ?#?$/.test(
        folded.lower.slice(Math.max(0, start - 9), start),
      ),
    hits: [
      ['850315-2까지만 불렀다.', '850315-2'],
      ['900101-1******', '900101-1******'],
      ['ID no. 850315-2 was copied.', '850315-2'],
    ],
    misses: ['991399-2', '1850315-2'],
  },
  {
    id: 'court-file',
    family: 'document',
    on: 'digits',
    triggers: words('刑, 民, 行, 执, 고단, 고합, 형제'),
    pattern: `[(〔](?:19|20)[0-9]{2}[)〕][一-鿿]{1,2}[0-9]{0,4}(?:刑|民|行|执)[一-鿿]{0,3}第?[0-9]{1,6}(?:号|之)|20[0-9]{2} ?(?:고단|고합|형제|노) ?[0-9]{2,6}`,
    alone: false,
    hits: [
      ['案号(2019)吉2401刑初118号。', '(2019)吉2401刑初118号'],
      ['2021고단4821로 넘어갔다.', '2021고단4821'],
    ],
    misses: ['国发〔2018〕22号文件公布。', '2021년 고단한 날.'],
  },
]
