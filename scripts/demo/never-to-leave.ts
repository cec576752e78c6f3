import { sampleIdentities, samplePublication, samplePhrases } from './sample-protection.ts'

/** All words in the sealed identities of the sample that are long enough not to occur by chance. */
export const identityWords: readonly string[] = Object.values(sampleIdentities)
  .flatMap(({ name, otherNames, contact, note }) => [name, ...otherNames, contact, note])
  .flatMap((words) => [words, ...words.split(/[,;]\s/)])

/** Words that no byte of a public file may contain. */
export const neverToLeave = (
  names: ReadonlyMap<string, string>,
  passphrase: string,
): readonly string[] => [
  ...identityWords,
  ...Object.keys(sampleIdentities).flatMap((key) => names.get(key) ?? []),
  ...samplePublication.texts.flatMap(({ removals }) => removals.map(({ words }) => words)),
  samplePhrases.tooNarrow.phrase,
  'Heron',
  passphrase,
]
