import type { HeardWords } from '../../src/shared/compared-words.ts'
import type { Cosign, Reviewer } from '../../src/shared/cosign.ts'
import type { TestVault } from './harness.ts'

type Words = Reviewer['words']

/** Two words from a slip of paper, as its owner types them. */
export const heardOf = (slip: Words, language: keyof Words = 'ko'): HeardWords => ({
  language,
  heard: [3, 8].map((at) => ({ at, word: slip[language][at] ?? '' })),
})

/** Adds a second reader whose key is not verified yet. */
export const addReader = async (
  of: TestVault,
  name: string,
  passphrase: string,
): Promise<Reviewer> => {
  const { reviewers } = await of.handlers['reviewers.add']({ name, passphrase })
  const added = reviewers.at(-1)
  if (added === undefined) throw new Error('nobody was added')
  return added
}

/** The owner of a key compares it with the slip. */
export const compareReader = async (
  of: TestVault,
  { key, words }: Pick<Reviewer, 'key' | 'words'>,
  passphrase: string,
): Promise<void> => {
  await of.handlers['reviewers.verify']({ reviewer: key, ...heardOf(words), passphrase })
}

/** Adds a second reader with a verified key, able to sign. */
export const comparedReader = async (
  of: TestVault,
  name: string,
  passphrase: string,
): Promise<Cosign> => {
  const added = await addReader(of, name, passphrase)
  await compareReader(of, added, passphrase)
  return { reviewer: added.key, passphrase }
}
