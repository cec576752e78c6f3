import { sampleIdentities, samplePublication, samplePhrases } from './sample-protection.ts'

/** Everything that the seals of the sample hold, long enough to be told from chance. */
export const identityWords: readonly string[] = Object.values(sampleIdentities)
  .flatMap(({ name, otherNames, contact, note }) => [name, ...otherNames, contact, note])
  .flatMap((words) => [words, ...words.split(/[,;]\s/)])

/** Words that must be in no byte of what goes to the public. */
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
