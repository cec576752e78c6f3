import { severityOf } from './finding.ts'
import type { RuleFinding } from './finding.ts'
import { isInvisible, isOddSpace } from './invisible.ts'
import { isHan } from './letters.ts'

const pictograph = /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]$/u
const keycap = /^[0-9#*]$/
const otherScript =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}\p{Script=Deseret}\p{Script=Canadian_Aboriginal}]$/u
const latin = /^\p{Script=Latin}$/u
const letter = /^\p{L}$/u
const mark = /^\p{M}$/u
const kana = /^[\p{Script=Katakana}\p{Script=Hiragana}ー]$/u
const decimal = /^\p{Nd}$/u

/** Cyrillic and Greek letters that a reader takes for Latin ones. */
const lookalikes = new Set('аеорсухіјѕһԁӏԛԝАВЕЗКМНОРСТУХІЈЅԌαορνικυτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ')

/** Forms that look like an ordinary letter, digit or Han character and are not. */
const isStyled = (cp: number): boolean =>
  (cp >= 0x1d400 && cp <= 0x1d7ff) || // mathematical letters and digits
  (cp >= 0x0250 && cp <= 0x02af) || // phonetic letters
  (cp >= 0x1d00 && cp <= 0x1d6a) || // small capitals, raised letters
  (cp >= 0xa730 && cp <= 0xa731) ||
  cp === 0xa7ae || // small capital I
  (cp >= 0x24b6 && cp <= 0x24e9) || // circled letters
  (cp >= 0x2e80 && cp <= 0x2fdf) || // radicals
  (cp >= 0xf900 && cp <= 0xfaff) || // compatibility ideographs
  (cp >= 0x2f800 && cp <= 0x2fa1f) ||
  (cp >= 0xffa1 && cp <= 0xffdc) || // half-width Hangul
  (cp >= 0x1f130 && cp <= 0x1f169) // squared letters

/** Katakana that is read as a Han character between Han: エ for 工, ロ for 口. */
const isKanaInHan = (before: string, unit: string, after: string): boolean =>
  'エロカニタトハミチオメ'.includes(unit) &&
  !kana.test(before) &&
  !kana.test(after) &&
  (isHan(before) || isHan(after))

const latinLetter = /^[A-Za-z]$/

/** In a Latin word: a Roman numeral that is one sign, an i without its dot. */
const standsForLetter = (cp: number, before: string, after: string): boolean =>
  ((cp >= 0x2160 && cp <= 0x217f) || cp === 0x0131) &&
  (latinLetter.test(before) || latinLetter.test(after))

const isForeignDigit = (cp: number): boolean =>
  cp > 0x7f && !(cp >= 0xff10 && cp <= 0xff19) && decimal.test(String.fromCodePoint(cp))

/** Letters, digits, signs and spaces that are what they look like: nearly all of any text. */
const isPlain = (cp: number): boolean =>
  (cp >= 0x20 && cp < 0x7f) ||
  cp === 0x0a ||
  (cp >= 0xac00 && cp <= 0xd7a3) ||
  (cp >= 0x4e00 && cp <= 0x9fff)

/** An emoji may carry selectors and joiners, and the flag of a part of a country its tags. */
const belongsToEmoji = (before: string, cp: number, after: string): boolean => {
  if (cp === 0xfe0f || cp === 0xfe0e) return pictograph.test(before) || keycap.test(before)
  if (cp === 0x200d) return pictograph.test(after)
  return false
}

/** U+3000 is the space of Chinese typesetting. */
const isTypesetting = (cp: number, before: string, after: string, language?: string): boolean => {
  if (cp !== 0x3000) return false
  const near = (unit: string): boolean =>
    isHan(unit) || unit === '\u3000' || (unit >= '\u3001' && unit <= '\u301f') || unit > '\uff00'
  return language === 'zh' || near(before) || near(after)
}

class Collector {
  readonly found: RuleFinding[] = []
  #open: { rule: string; start: number; end: number } | undefined

  /** Neighbours of one kind become one finding. */
  add(rule: string, start: number, end: number): void {
    if (this.#open !== undefined && this.#open.rule === rule && this.#open.end === start) {
      this.#open.end = end
      return
    }
    this.close()
    this.#open = { rule, start, end }
  }

  close(): void {
    if (this.#open === undefined) return
    const { rule, start, end } = this.#open
    this.found.push({
      family: 'hidden',
      rule,
      start,
      end,
      severity: severityOf('hidden'),
      replacement: rule === 'odd-space' ? ' ' : '',
      messageKey: 'finding.hidden',
    })
    this.#open = undefined
  }
}

/** Finds characters of the original that are invisible or look like others. Linear. */
export const hiddenFindings = (text: string, language?: string): readonly RuleFinding[] => {
  // Nearly all text is plain, and one look says so.
  if (!/[^\n\r\t -~·—‘’“”…가-힣一-鿿、-】！-／：-？]/.test(text)) return []
  const all = new Collector()
  let before = ''
  let flag = false
  let marks = 0
  for (let at = 0, end = 0; at < text.length; at = end) {
    const cp = text.codePointAt(at) ?? 0
    const unit = String.fromCodePoint(cp)
    end = at + unit.length
    if (isPlain(cp)) {
      before = unit
      flag = false
      marks = 0
      continue
    }
    const after = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 0) : ''
    if (cp === 0x1f3f4) flag = true
    else if (!(cp >= 0xe0020 && cp <= 0xe007f)) flag = false
    if (isInvisible(cp)) {
      const tagOfFlag = flag && cp >= 0xe0020
      if (!tagOfFlag && !belongsToEmoji(before, cp, after)) all.add('invisible', at, end)
      if (cp !== 0xfe0f && cp !== 0xfe0e) before = unit
      continue
    }
    if (isOddSpace(cp)) {
      if (!isTypesetting(cp, before, after, language)) all.add('odd-space', at, end)
    } else if (isStyled(cp) || isForeignDigit(cp) || standsForLetter(cp, before, after))
      all.add('confusable', at, end)
    else if (cp >= 0xe000 && cp <= 0xf8ff) all.add('invisible', at, end)
    if (isKanaInHan(before, unit, after)) all.add('confusable', at, end)
    marks = cp >= 0x300 && mark.test(unit) ? marks + 1 : 0
    if (marks > 2) all.add('marks', at, end)
    before = unit
  }
  all.close()
  return [
    ...all.found.map((finding) =>
      finding.rule === 'confusable' || finding.rule === 'marks'
        ? plainForm(finding, text)
        : finding,
    ),
    ...mixedWords(text),
  ]
}

const plainForm = (finding: RuleFinding, text: string): RuleFinding => {
  const { replacement: _, ...rest } = finding
  if (finding.rule !== 'confusable') return rest
  return { ...rest, replacement: text.slice(finding.start, finding.end).normalize('NFKC') }
}

/** µg, μSv, Ω: a Greek letter that starts a unit. */
const isUnit = (word: string): boolean => /^[μΩ][A-Za-z]{0,4}$/.test(word)

/** Words of two alphabets, and words of lookalikes alone where nothing else is in that alphabet. */
const mixedWords = (text: string): readonly RuleFinding[] => {
  if (!/[\u0370-\u058f\u13a0-\u167f\u2c80-\u2cff\ua4d0-\ua4ff\u{10400}-\u{1044f}]/u.test(text))
    return []
  const words: { start: number; end: number; latin: boolean; other: number; alike: number }[] = []
  let word: (typeof words)[number] | undefined
  let genuine = false
  for (let at = 0, end = 0; at < text.length; at = end) {
    const cp = text.codePointAt(at) ?? 0
    const unit = String.fromCodePoint(cp)
    end = at + unit.length
    const isLatin = isPlain(cp) ? /^[A-Za-z]/.test(unit) : latin.test(unit)
    const isOther =
      !isLatin && !isPlain(cp) && cp > 0x36f && otherScript.test(unit) && letter.test(unit)
    if (!isLatin && !isOther) {
      // An invisible character does not separate words.
      if (!isInvisible(cp)) word = undefined
      continue
    }
    if (word === undefined) {
      word = { start: at, end: at, latin: false, other: 0, alike: 0 }
      words.push(word)
    }
    word.end = at + unit.length
    if (isLatin) word.latin = true
    else {
      word.other += 1
      if (lookalikes.has(unit)) word.alike += 1
      else genuine = true
    }
  }
  return words
    .filter((each) =>
      each.latin
        ? each.other > 0 && !isUnit(text.slice(each.start, each.end))
        : !genuine && each.other === each.alike,
    )
    .map(({ start, end }) => ({
      family: 'hidden',
      rule: 'mixed-script',
      start,
      end,
      severity: severityOf('hidden'),
      messageKey: 'finding.hidden',
    }))
}
