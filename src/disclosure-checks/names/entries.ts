import { isHan, isHangul } from '../letters.ts'
import { isHangulSurname, isLongSurname, isSurname } from './surnames.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const korean = words(`
씨 님 군 양 선생 선생님 동지 동무 여사 대좌 상좌 중좌 소좌 대장 상장 중장 소장 대위 상위 중위 소위
대령 중령 소령 원수 차수 장군 장령 군관 상사 중사 하사 상등병 위원장 부위원장 비서 당비서 부장 부부장
국장 부국장 처장 과장 실장 소장 지배인 당위원장 사장 회장 대표 이사장 교수 박사 기자 목사 신부 전도사
의사 간호사 교사 변호사 대사 참사 영사 장관 차관 의원 총리 주석 반장 인민반장 보위원 보위지도원 지도원
지도자 형 형님 누나 언니 오빠 아저씨 아주머니 할머니 할아버지 사모님 브로커 본명 가명 일명 별명`)

const chinese = words(`
先生 女士 小姐 太太 夫人 同志 老师 师傅 大校 上校 中校 少校 上尉 中尉 少尉 大佐 上佐 中佐 少佐 上将 中将
少将 大将 将军 主任 副主任 书记 副书记 委员长 局长 副局长 处长 科长 部长 副部长 省长 市长 县长 厂长 经理
总经理 董事长 教授 博士 医生 记者 律师 牧师 神父 大使 参赞 领事 化名 本名 原名 别名 又名`)

const latinTitles = words(`
mr mrs ms miss mx dr doctor prof professor col colonel gen general lt lieutenant maj major capt captain
sgt sergeant cpl corporal pvt private adm admiral cdr commander marshal comrade sir madam mme mlle rev
reverend fr father pastor sister brother chairman chairwoman director manager secretary minister vice
deputy president premier officer ambassador consul agent broker ssi nim jr sr phd md snr jnr hon
leader chief judge the`)

const cyrillic = words(`
господин госпожа г-н г-жа товарищ тов полковник подполковник капитан майор лейтенант генерал директор
доктор профессор`)

const titles = new Set([...korean, ...chinese, ...latinTitles, ...cyrillic])

/** Titles written beside a name: `씨`, `大佐`, `Col.`. */
const isTitle = (word: string): boolean => titles.has(word.toLowerCase().replace(/[.,:]+$/, ''))

const endings = [...korean, ...chinese].sort((left, right) => right.length - left.length)

/** `김철수씨`, `金哲洙大佐`: the name before an attached title; null where there is none. */
const beforeTitle = (word: string, least: (rest: string) => number): string | null => {
  for (const ending of endings) {
    const rest = word.slice(0, -ending.length)
    if (word.endsWith(ending) && rest.length >= least(rest)) return rest
  }
  return null
}

/** One name from a user's entry in a name field, in one script. */
export type Entry = {
  readonly text: string
  /** In scripts without syllable tables, or in several at once: matched literally. */
  readonly asIs: boolean
}

const brackets = /[([{<「『〈《【“"]([^)\]}>」』〉》】”"]*)[)\]}>」』〉》】”"]/g
const between = /[/;=|、\n]|\b(?:aka|a\.k\.a\.?|alias|née|nee|formerly)(?![\p{L}])/giu

type Script = 'hangul' | 'han' | 'mixed' | 'latin' | 'other' | 'none'

const latin = /^\p{Script=Latin}$/u
const letter = /^\p{L}$/u

const scriptOf = (word: string): Script => {
  let found: Script = 'none'
  for (const unit of word.normalize('NFC')) {
    if (!letter.test(unit)) continue
    const one = isHangul(unit)
      ? 'hangul'
      : isHan(unit)
        ? 'han'
        : latin.test(unit)
          ? 'latin'
          : 'other'
    if (found === 'none' || found === one) found = one
    else if (one === 'latin' || one === 'other' || found === 'latin' || found === 'other')
      return 'other'
    else found = 'mixed'
  }
  return found
}

type LetterRun = {
  readonly script: Script
  readonly words: readonly string[]
}

/** Adjacent words in one script. */
const runsOf = (part: string): readonly LetterRun[] => {
  const apart = part
    .replaceAll(/([가-힣\u3400-\u9fff])(?=\p{Script=Latin})/gu, '$1 ')
    .replaceAll(/(\p{Script=Latin}[.,]?)(?=[가-힣\u3400-\u9fff])/gu, '$1 ')
  const runs: { script: Script; words: string[] }[] = []
  for (const word of apart.split(/\s+/)) {
    const script = scriptOf(word)
    if (script === 'none') continue
    const last = runs.at(-1)
    if (last?.script === script && script !== 'mixed') last.words.push(word)
    else runs.push({ script, words: [word] })
  }
  return runs
}

const looksHangul = (word: string): boolean =>
  /^[가-힣]{3,4}$/.test(word) && isHangulSurname(word[0] ?? '')

/** The rest must have three syllables, or two that are a family name and a given name. */
const least = (rest: string): number =>
  (isHangulSurname(rest[0] ?? '') || isSurname(rest[0] ?? '')) && !isLongSurname([...rest]) ? 2 : 3

/** The run unchanged, and without titles before, behind and attached to it. */
const namesIn = ({ script, words }: LetterRun): readonly string[] => {
  let rest = words
  // One syllable before a name is a family name: `양 철수`.
  const leads = (word = ''): boolean => word.length > 1 && isTitle(word)
  while (leads(rest[0])) rest = rest.slice(1)
  while (rest.length > 0 && isTitle(rest.at(-1) ?? '')) rest = rest.slice(0, -1)
  if (rest.length === 0) return []
  if (rest.join('').length < 2) rest = words
  const names = [rest.join(' ')]
  if (script === 'latin' || script === 'other') return names
  const last = beforeTitle(rest.at(-1) ?? '', least)
  if (last !== null) names.push([...rest.slice(0, -1), last].join(' '))
  // `북한대사 김철수`: a word beside the name that is in no list of titles.
  if (rest.length > 1 && rest.join('').length > 4) names.push(...rest.filter(looksHangul))
  return names
}

const capital = /^\p{Lu}/u

/** A note in brackets is no name: `(시장 상인)`, `(a teacher)`. */
const looksLikeName = (run: LetterRun, outside: ReadonlySet<Script>): boolean => {
  const { script, words } = run
  const whole = words.join('')
  const isOther = !outside.has(script)
  if (script === 'hangul') {
    return (words.length === 1 && looksHangul(whole)) || (isOther && /^[가-힣]{2,5}$/.test(whole))
  }
  if (script === 'han') return whole.length <= 4 && (isOther || isSurname(whole[0] ?? ''))
  if (script === 'latin') return words.length > 1 && words.every((word) => capital.test(word))
  return isOther
}

/**
 * The names in a user's entry: `김철수 (金哲洙)`, `김철수 대좌`, `Col. Kim Chol-su`. A part in another script
 * is a separate name.
 */
export const entriesOf = (typed: string): readonly Entry[] => {
  const text = typed.normalize('NFKC').trim()
  const found = new Map<string, Entry>()
  const add = (name: string, asIs: boolean): void =>
    void found.set(`${asIs}${name}`, { text: name, asIs })
  const outside = text.replaceAll(brackets, ' ; ').split(between)
  const inside = [...text.matchAll(brackets)].flatMap(([, within = '']) => within.split(between))
  const scripts = new Set<Script>()
  for (const part of outside) {
    const runs = runsOf(part)
    for (const run of runs) {
      scripts.add(run.script)
      for (const name of namesIn(run)) add(name, run.script === 'other')
    }
    if (runs.length > 1 && runs.some(({ script }) => script === 'other')) add(part.trim(), true)
  }
  for (const run of inside.flatMap(runsOf)) {
    if (!looksLikeName(run, scripts)) continue
    for (const name of namesIn(run)) add(name, run.script === 'other')
  }
  return [...found.values()]
}
