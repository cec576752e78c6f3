const values: Readonly<Record<string, string>> = {
  공: '0',
  영: '0',
  령: '0',
  일: '1',
  이: '2',
  삼: '3',
  사: '4',
  오: '5',
  육: '6',
  륙: '6',
  칠: '7',
  팔: '8',
  구: '9',
  〇: '0',
  '○': '0',
  零: '0',
  一: '1',
  洞: '0',
  幺: '1',
  壹: '1',
  二: '2',
  两: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
}

/** Fewer spelled digits than this in a row are words: 唯一, 이사. */
const shortest = 6

const isSeparator = (unit: string): boolean =>
  unit === ' ' || unit === '-' || unit === '.' || unit === '·' || unit === '、' || unit === ','

/** Writes long runs of spelled-out digits as 0-9, unit for unit: offsets stay. Linear. */
export const digitView = (text: string): string => {
  const out: string[] = []
  let from = 0
  let at = 0
  const spelledOut = new RegExp(`[${Object.keys(values).join('')}]`, 'g')
  for (;;) {
    spelledOut.lastIndex = at
    const next = spelledOut.exec(text)?.index
    if (next === undefined) break
    at = next
    let end = at
    let spelled = 0
    let all = 0
    let cursor = at
    while (cursor < text.length) {
      const unit = text[cursor] ?? ''
      if (values[unit] !== undefined) {
        spelled += 1
        all += 1
      } else if (!(unit >= '0' && unit <= '9')) {
        if (!isSeparator(unit)) break
        // An ellipsis is a pause, two commas are none.
        const last = text[cursor - 1] ?? ''
        if (isSeparator(last) && !(last === '.' && (unit === '.' || unit === ' '))) break
        cursor += 1
        continue
      } else all += 1
      cursor += 1
      end = cursor
    }
    // 이 after a number is mostly the copula: 칠이다, 칠이라고.
    if (text[end - 1] === '이' && /[라다며고었에]/.test(text[end] ?? '')) end -= 1
    // 이 at the end of eleven or thirteen digits is a particle.
    if (text[end - 1] === '이' && (all === 12 || all === 14)) end -= 1
    if (spelled >= shortest || (spelled >= 4 && all >= 8)) {
      out.push(text.slice(from, at))
      for (let index = at; index < end; index += 1) {
        const unit = text[index] ?? ''
        out.push(values[unit] ?? unit)
      }
      from = end
    }
    at = Math.max(end, at + 1)
  }
  return from === 0 ? text : out.join('') + text.slice(from)
}

const native: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
}

const tens: Readonly<Record<string, number>> = {
  ten: 10,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

/** The decade that a written age begins with (34, thirty-four, 서른넷, 三十四), if it can be read. */
export const decadeOf = (text: string): number | undefined => {
  const digits = /(?<!\d)(\d{2})(?!\d)/.exec(text)?.[1]
  if (digits !== undefined) return Math.floor(Number(digits) / 10) * 10
  for (const [word, value] of [...Object.entries(native), ...Object.entries(tens)]) {
    if (text.includes(word)) return value
  }
  const han = /([二三四五六七八九])?十/.exec(text)
  if (han !== null) return han[1] === undefined ? 10 : Number(values[han[1]]) * 10
  return undefined
}
