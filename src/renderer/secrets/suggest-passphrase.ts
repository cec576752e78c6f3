import { words } from './words.ts'

/** Six words of 11 bits each: 66 bits behind Argon2id. */
export const suggestionWords = 6

/**
 * Random words, drawn evenly: 2048 divides 2^16, so no draw is favoured. A word that came twice is
 * drawn again, which costs less than a hundredth of a bit. English in every language of the
 * interface: it can be typed on any keyboard, and password fields switch input methods off.
 */
export const suggestPassphrase = (): string => {
  const chosen = new Set<string>()
  while (chosen.size < suggestionWords) {
    const [draw = 0] = crypto.getRandomValues(new Uint16Array(1))
    const word = words[draw % words.length]
    if (word !== undefined) chosen.add(word)
  }
  return [...chosen].join(' ')
}
