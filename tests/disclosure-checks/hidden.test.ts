import { describe, expect, test } from 'vitest'
import { lint } from '../../src/disclosure-checks/lint.ts'

const hidden = (text: string): readonly string[] =>
  lint(text)
    .filter((each) => each.family === 'hidden')
    .map((each) => `${each.rule}:${text.slice(each.start, each.end)}`)

describe('what no eye sees', () => {
  test.each([
    ['zero width space', 'the\u200bsource'],
    ['soft hyphen', 'the sou\u00adrce'],
    ['word joiner', '소식통\u2060은'],
    ['Hangul filler', '소식통\u3164은'],
    ['right-to-left override', 'abc\u202ecba'],
    ['tag characters', 'hello\u{e0068}\u{e0069}'],
    ['variation selector on a letter', 'a\ufe0fb'],
    ['supplementary variation selector', '惠\u{e0101}山'],
    ['private use', 'x\ue000y'],
    ['no-break space', 'on\u00a0Monday'],
    ['thin space', 'a\u2009b'],
    ['ideographic space in Hangul', '한\u3000사람'],
    ['joiner between letters', '我\u200d们'],
    ['byte order mark inside', 'ab\ufeffcd'],
    ['control character', 'ab\u0007cd'],
    ['Cyrillic inside a Latin word', 'the sоurce'],
    ['Greek inside a Latin word', 'Kim Chοl'],
    ['a Cyrillic word that looks Latin', 'he said сору to me'],
    ['mathematical letters', 'the 𝗌𝗈𝗎𝗋𝖼𝖾'],
    ['a radical for a character', '⼈民'],
    ['a code point that is no character', 'ab\ufffecd'],
    ['the same beyond the first plane', 'ab\u{1fffe}cd'],
    ['a code point reserved for programs', 'ab\ufdd0cd'],
    ['half of a pair', 'ab\ud800cd'],
    ['a note head drawn as nothing', 'ab\u{1d159}cd'],
    ['a Lisu letter in a Latin word', 'ꓗim'],
    ['a Roman numeral in a Latin word', 'Kⅰm'],
    ['an i without its dot', 'Kım'],
    ['a small capital in a Latin word', 'ꞮKim'],
    ['a tower of marks', 'a\u0300\u0301\u0302\u0303b'],
  ])('%s is found', (_, text) => {
    expect(hidden(text)).not.toEqual([])
  })

  test.each([
    ['emoji with selector', 'fine ❤️ and ☎️'],
    ['a family of emoji', '👨‍👩‍👧 went'],
    ['flags', '🇰🇷 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['keycaps', 'press 1️⃣'],
    ['Roman numerals by themselves', 'Ⅲ. 결론, 第Ⅱ章'],
    ['Chinese typesetting', '\u3000\u3000第一段。\u3000第二'],
    ['full-width letters and digits', 'ＡＢＣ１２３，好。'],
    ['Hangul, Hanja and Latin in one line', '김(金) Kim은 말했다'],
    ['Russian prose', 'Он сказал, что это правда.'],
    ['French', 'l’été à Nîmes, c’est « bien »'],
    ['McCune-Reischauer', 'Ch’ŏngjin, Hŭich’ŏn'],
  ])('%s is left alone', (_, text) => {
    expect(hidden(text)).toEqual([])
  })
})

describe('long direct speech', () => {
  const verbatim = (text: string): number =>
    lint(text).filter((each) => each.family === 'verbatim').length

  test.each([
    'The source said, “They came for her at night and nobody has dared to ask about her since.”',
    '"We sleep in our shoes because the whistle can go at any hour," a prisoner told us.',
    '소식통은 “거기 한번 들어간 사람은 다시는 제 발로 걸어 나오지 못한다”고 말했다.',
    '他说：“那里的人进去以后就再也没有谁自己走出来过。”',
    '她说「那天晚上他们把全村的人都叫到河边去看」。',
  ])('%s', (text) => {
    expect(verbatim(text)).toBe(1)
  })

  test.each([
    'They call it “the long road”.',
    'Professor Won said, “Pressure needs to be put on the state by every legal means there is.”',
    'The ministry spokesperson said: "We will continue to handle such matters according to law and humanity."',
    '외교부 대변인은 “우리는 관련 문제를 국내법과 국제법에 따라 처리해 왔다”고 말했다.',
    '外交部发言人表示：“中方一贯依据国内法、国际法和人道主义原则处理有关问题。”',
    'The 5\' 6" wall stands.',
  ])('on the record or short: %s', (text) => {
    expect(verbatim(text)).toBe(0)
  })
})
