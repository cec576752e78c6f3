import type { PublicRecord } from '../../../publication/public-record.ts'
import type { Finding } from '../../../shared/lint.ts'

/** Text that may precede a phrase in a finding: nothing, or an article. */
const opens = /^(?:an?|the)?$/i

/**
 * Text that may follow a phrase if it is the whole description of a person: the end, a punctuation
 * mark, a verb of saying, a Korean particle. Anything else could narrow the description down.
 */
const closes =
  /^(?:\s*$|\s*\n|\s*[.;:!?"'”’»)\]。、；：！？」』）]|[,，](?!\s*(?:who|whose|where|formerly|now|once|aged?|based|born|living|working|stationed|\d))|\s+(?:said|says|say|told|tells|reported|reports|added|adds|confirmed|confirms|recalled|recalls)\b|(?:은|는|이|가|도|의|에게서?|한테서?|으로부터|로부터|에 따르면|에 의하면|와|과|을|를)(?![가-힣])|(?:说|表示|称|告诉|透露|指出|认为|证实|补充|介绍))/i

const even = (text: string): string => text.toLowerCase()

/**
 * Finds out whether a finding describes a person no further than a phrase that is printed as it is:
 * the phrase is registered, and its pool is a review item of its own. The phrase has to fill it:
 * `the only trader in the border area` and `a trader in the border area who …` remain findings, and
 * so does every finding of another family.
 */
export const createPrinted = (
  text: string,
  phrases: readonly string[],
): ((finding: Finding) => boolean) => {
  const whole = even(text)
  // Folds only case, and only if that keeps every offset.
  const printed = whole.length === text.length ? new Set(phrases.map(even)) : new Set<string>()
  printed.delete('')
  const isAround = ({ start, end }: Finding, words: string): boolean => {
    const from = Math.max(0, start - words.length + 1)
    // Phrases that overlap the finding: a text may have thousands of findings.
    const near = whole.slice(from, end + words.length - 1)
    for (let i = near.indexOf(words); i !== -1; i = near.indexOf(words, i + 1)) {
      const at = from + i
      if (!opens.test(text.slice(Math.min(start, at), at).trim())) continue
      if (closes.test(text.slice(at + words.length))) return true
    }
    return false
  }
  return (finding) =>
    finding.family === 'phrase' && [...printed].some((words) => isAround(finding, words))
}

/** The findings without those of {@link createPrinted}. Yields after each. */
export const readUnprinted = function* (
  text: string,
  findings: readonly Finding[],
  phrases: readonly string[],
): Generator<undefined, Finding[], void> {
  const isPrinted = createPrinted(text, phrases)
  const left: Finding[] = []
  for (const finding of findings) {
    if (!isPrinted(finding)) left.push(finding)
    yield
  }
  return left
}

/** Every phrase that a public record attributes to a source. */
export const phrasesOf = ({ claims, texts }: PublicRecord): string[] => [
  ...new Set([...claims, ...texts].map(({ attribution }) => attribution)),
]
