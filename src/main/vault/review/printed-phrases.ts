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
 * Whether a finding describes a person no further than a phrase that is printed as it is. The
 * phrase has to fill it: `the only trader in the border area` and `a trader in the border area who
 * …` remain findings.
 */
const isPhrase = (text: string, { start, end }: Finding, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => {
    // Folds only case, and only if that keeps every offset.
    const words = even(phrase)
    const whole = even(text)
    if (words === '' || whole.length !== text.length) return false
    for (let at = whole.indexOf(words); at !== -1; at = whole.indexOf(words, at + 1)) {
      const to = at + words.length
      if (at >= end) return false
      if (to <= start) continue
      if (!opens.test(text.slice(Math.min(start, at), at).trim())) continue
      if (closes.test(text.slice(to))) return true
    }
    return false
  })

/**
 * The findings without those that consist only of a phrase of this publication: the phrase is
 * registered, and its pool is a review item of its own. Findings of other families are kept.
 */
export const withoutPrinted = (
  text: string,
  findings: readonly Finding[],
  phrases: readonly string[],
): Finding[] =>
  findings.filter((finding) => finding.family !== 'phrase' || !isPhrase(text, finding, phrases))

/** Every phrase that a public record attributes to a source. */
export const phrasesOf = ({ claims, texts }: PublicRecord): string[] => [
  ...new Set([...claims, ...texts].map(({ attribution }) => attribution)),
]
