import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { around, wordsBefore } from './code-tokens.ts'

/* Chinese plates in speech: sign by sign with the word for each, or only the end. */

const short = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const provinces =
  '(?:北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南)'
const numeral = '0-9零〇一二两三四五六七八九幺洞拐'
const pause = '[,、· ]{0,2}'

const numerals = new RegExp(`[${numeral}]`, 'g')
const countNumerals = (text: string): number => text.match(numerals)?.length ?? 0

/** The number continues, or belongs to a day, a thing, a part. */
const goesOn = new RegExp(`^[${numeral}a-z年月日号点度个]`)

/** Words before the end of a number that make it a vehicle's. */
const vehicle = new RegExp(
  `(?<![列火])车(?![次票间站厢])|牌照|号牌|吉普|摩托|皮卡|捷达|桑塔纳|奔驰|[${short}][a-z](?![a-z])`,
)

export const obfuscatedPlateRules: readonly Rule[] = [
  {
    id: 'plate-told',
    family: 'plate',
    on: 'digits',
    triggers: [...short],
    // In one piece, or sign by sign: text after a whole plate in a list is excluded.
    pattern: `(?:${provinces}的)?[${short}]${pause}[a-z]${pause}(?:[${numeral}a-z]{4,6}|[${numeral}a-z](?:[,、· ]{1,2}[${numeral}a-z]){3,5})`,
    alone: false,
    accept: ({ text, folded, end }) =>
      countNumerals(text) >= 3 &&
      // The tail of a plate has at most two letters.
      !/[a-z][^a-z]*[a-z][^a-z]*[a-z][^a-z]*[a-z]/.test(text) &&
      !goesOn.test(folded.digits.slice(end, end + 1)),
    hits: [
      ['电话里他念的是辽宁的辽，F，八K二零四。', '辽宁的辽，F，八K二零四'],
      ['黑龙江的黑、C、7 T 2 2 1，记下来。', '黑龙江的黑、C、7 T 2 2 1'],
      ['云K七零九三Q，别记错。', '云K七零九三Q'],
      ['车是辽F二K九一五，一直没走。', '辽F二K九一五'],
      ['1) 辽F二二零九K 2) 没看清', '辽F二二零九K'],
    ],
    misses: [
      '云南的云，A，B，C，D四个选项。',
      '吉林的吉，A，2023年启用。',
      '辽宁的辽，F是字母。',
      '新A一二组都走了。',
    ],
  },
  {
    id: 'plate-tail',
    family: 'plate',
    on: 'digits',
    triggers: words('尾号, 尾数'),
    pattern: `(?:尾号|尾数)[是为:]? ?([a-z]?[0-9][0-9a-z]{1,5})`,
    span: 1,
    accept: (hit) =>
      countNumerals(hit.text) >= (/[a-z]/.test(hit.text) ? 2 : 3) &&
      !/手机|电话|(?<!皮)卡|账|航班|发动机|车架|单号|身份证|限行/.test(
        wordsBefore(hit, 12) + hit.folded.lower.slice(hit.end, hit.end + 8),
      ) &&
      vehicle.test(around(hit, 24)),
    hits: [
      ['尾号是7T221的面包车停在桥头。', '7T221'],
      ['那辆捷达尾号K204，一直没熄火。', 'K204'],
      ['只看清尾号5QQ03，是辆皮卡。', '5QQ03'],
    ],
    misses: [
      '尾号8837的银行卡。',
      '车主手机尾号4471。',
      '尾号是3和8的车今天限行。',
      '发动机尾号4M218的车已召回。',
    ],
  },
]
