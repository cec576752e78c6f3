import type { PublicRecord } from '../../../publication/public-record.ts'
import type { Finding } from '../../../shared/lint.ts'

/** What may stand right before a phrase in a marked stretch: nothing, or an article. */
const opens = /^(?:an?|the)?$/i

/**
 * What may stand right behind a phrase for it to be the whole of what is said of somebody: the end, a
 * stop, a word of saying, a Korean particle. Anything else could narrow it down.
 */
const closes =
  /^(?:\s*$|\s*\n|\s*[.;:!?"'”’»)\]。、；：！？」』）]|[,，](?!\s*(?:who|whose|where|formerly|now|once|aged?|based|born|living|working|stationed|\d))|\s+(?:said|says|say|told|tells|reported|reports|added|adds|confirmed|confirms|recalled|recalls)\b|(?:은|는|이|가|도|의|에게서?|한테서?|으로부터|로부터|에 따르면|에 의하면|와|과|을|를)(?![가-힣])|(?:说|表示|称|告诉|透露|指出|认为|证实|补充|介绍))/i

const even = (text: string): string => text.toLowerCase()

/**
 * Does a marked stretch say of somebody no more than a phrase that is printed as it is? The phrase has
 * to fill it: `the only trader in the border area` and `a trader in the border area who …` stay marked.
 */
const isPhrase = (text: string, { start, end }: Finding, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => {
    // Only case is folded, and only where that keeps every offset.
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
 * Findings without those that mark nothing but a phrase of this publication: it is registered, and its
 * pool stands in the review by itself. Of other families nothing is let off.
 */
export const withoutPrinted = (
  text: string,
  findings: readonly Finding[],
  phrases: readonly string[],
): Finding[] =>
  findings.filter((finding) => finding.family !== 'phrase' || !isPhrase(text, finding, phrases))

/** Every phrase by which a record names a source. */
export const phrasesOf = ({ claims, texts }: PublicRecord): string[] => [
  ...new Set([...claims, ...texts].map(({ attribution }) => attribution)),
]
