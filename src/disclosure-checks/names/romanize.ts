/** Parts of a Hangul syllable as indices into the Unicode order. */
const base = 0xac00

/** Spellings of each initial: Revised, McCune-Reischauer without marks, and what people write. */
const initials = [
  ['g', 'k'],
  ['kk', 'gg', 'g', 'k'],
  ['n'],
  ['d', 't'],
  ['tt', 'dd'],
  ['r', 'l', 'n'],
  ['m'],
  ['b', 'p'],
  ['pp', 'bb'],
  ['s', 'sh'],
  ['ss'],
  [''],
  ['j', 'ch'],
  ['jj', 'tch'],
  ['ch'],
  ['k'],
  ['t'],
  ['p', 'ph'],
  ['h'],
] as const

const vowels = [
  ['a', 'ah'],
  ['ae', 'ai', 'e'],
  ['ya'],
  ['yae'],
  ['eo', 'o', 'u', 'uh'],
  ['e', 'ae'],
  ['yeo', 'yo', 'you', 'yu'],
  ['ye', 'e'],
  ['o', 'oh'],
  ['wa'],
  ['wae'],
  ['oe', 'oi', 'eo'],
  ['yo'],
  ['u', 'oo', 'woo'],
  ['wo', 'weo', 'o'],
  ['we'],
  ['wi', 'ui'],
  ['yu', 'yoo', 'you'],
  ['eu', 'u'],
  ['ui', 'ee', 'i', 'eui'],
  ['i', 'ee', 'y'],
] as const

const finals = [
  [''],
  ['k', 'g'],
  ['k'],
  ['k'],
  ['n'],
  ['n'],
  ['n'],
  ['t', 'd'],
  ['l', 'r'],
  ['k'],
  ['m'],
  ['l'],
  ['l'],
  ['l'],
  ['p'],
  ['l'],
  ['m'],
  ['p', 'b'],
  ['p'],
  ['t'],
  ['t'],
  ['ng'],
  ['t'],
  ['t'],
  ['k'],
  ['t'],
  ['p'],
  ['t'],
] as const

/** Family names as people write them, beyond the rules. */
const customary: Readonly<Record<string, readonly string[]>> = {
  이: ['lee', 'yi', 'ri', 'rhee', 'li', 'i', 'rhi'],
  리: ['ri', 'lee', 'yi', 'li', 'rhee'],
  박: ['park', 'pak', 'bak', 'bark'],
  최: ['choi', 'choe', 'chwe'],
  정: ['jung', 'jeong', 'chung', 'chong', 'jong'],
  임: ['lim', 'im', 'rim', 'yim'],
  림: ['rim', 'lim', 'im', 'rhim'],
  유: ['yoo', 'yu', 'ryu', 'you'],
  류: ['ryu', 'yoo', 'yu', 'ryoo', 'lyu'],
  우: ['woo', 'u', 'wu'],
  오: ['oh', 'o'],
  노: ['noh', 'no', 'roh', 'ro'],
  로: ['ro', 'roh', 'noh', 'no'],
  양: ['yang', 'ryang'],
  량: ['ryang', 'yang', 'liang'],
  문: ['moon', 'mun'],
  신: ['shin', 'sin'],
  심: ['shim', 'sim'],
  안: ['ahn', 'an'],
  백: ['baek', 'paek', 'paik', 'baik', 'back'],
  구: ['koo', 'gu', 'ku'],
  주: ['joo', 'ju', 'chu'],
  나: ['na', 'ra'],
  라: ['ra', 'na'],
  여: ['yeo', 'ryo', 'yo'],
}

export type Parts = {
  readonly initial: number
  readonly vowel: number
  readonly final: number
}

/** Undefined for anything but a Hangul syllable. */
export const partsOf = (syllable: string): Parts | undefined => {
  const code = syllable.charCodeAt(0) - base
  if (Number.isNaN(code) || code < 0 || code >= 11_172) return undefined
  return { initial: Math.floor(code / 588), vowel: Math.floor(code / 28) % 21, final: code % 28 }
}

/** Distance in jamo between two syllables: 0, 1, or 2 for more. */
export const jamoDistance = (left: string, right: string): number => {
  if (left === right) return 0
  const a = partsOf(left)
  const b = partsOf(right)
  if (a === undefined || b === undefined) return 2
  const differences =
    Number(a.initial !== b.initial) + Number(a.vowel !== b.vowel) + Number(a.final !== b.final)
  return Math.min(2, differences)
}

/** Two syllables have one of these in common if they differ in one jamo at most, and only then. */
export const jamoKeys = (syllable: string): readonly string[] => {
  const parts = partsOf(syllable)
  if (parts === undefined) return []
  const { initial, vowel, final } = parts
  return [
    `${String(initial)}.${String(vowel)}.`,
    `${String(initial)}..${String(final)}`,
    `.${String(vowel)}.${String(final)}`,
  ]
}

/** Letters in the jamo spelling of a syllable. */
export const jamoCount = (syllable: string): number => {
  const parts = partsOf(syllable)
  return parts === undefined ? 0 : parts.final === 0 ? 2 : 3
}

/**
 * Latin spellings of one syllable in lower case without marks, the standard ones first.
 * `isSurname` adds customary ones.
 */
export const spellings = (syllable: string, isSurname = false): readonly string[] => {
  const parts = partsOf(syllable)
  if (parts === undefined) return []
  const found = new Set<string>(isSurname ? customary[syllable] : undefined)
  const [heads, cores, tails] = [
    initials[parts.initial] ?? [],
    vowels[parts.vowel] ?? [],
    finals[parts.final] ?? [],
  ]
  const ordered: { text: string; rank: number }[] = []
  heads.forEach((head, a) =>
    cores.forEach((core, b) =>
      tails.forEach((tail, c) => ordered.push({ text: head + core + tail, rank: a + b + c })),
    ),
  )
  for (const { text } of ordered.sort((x, y) => x.rank - y.rank)) found.add(text)
  return [...found].slice(0, 14)
}

const heads = new Map([
  ['ㄹ', 5],
  ['ㄴ', 2],
  ['ㅇ', 11],
])

/** 리/이, 림/임, 로/노: North and South write one name with different initials. */
export const northSouth = (syllable: string): readonly string[] => {
  const parts = partsOf(syllable)
  if (parts === undefined) return [syllable]
  const { initial } = parts
  if (![...heads.values()].includes(initial)) return [syllable]
  const before = [2, 3, 6, 7, 12, 17, 20].includes(parts.vowel)
  const others = before ? [5, 11] : [5, 2]
  if (!others.includes(initial)) return [syllable]
  return others.map((head) =>
    String.fromCharCode(base + head * 588 + parts.vowel * 28 + parts.final),
  )
}
