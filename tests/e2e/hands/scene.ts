import { markClaim } from './claims.ts'
import type { Person } from './person.ts'
import * as records from './records.ts'
import { addPhrase, changeSource } from './sources.ts'

/** A case with one protected source: enough to export and to publish. */
export const scene = {
  caseTitle: 'Crossings',
  reportTitle: 'Night crossing',
  body: 'Two lorries came at night. They were handed over beside the old mill.',
  statement: 'Two lorries with people were handed over.',
  narrow: 'a guard of the old mill',
  wide: 'a resident of North Korea',
} as const

/** Writes the scene into an open vault. Returns the source's code name. */
export const writeScene = async (person: Person): Promise<string> => {
  const { text } = person
  await records.writeCase(person, { title: scene.caseTitle })
  const source = await records.writeSource(person, { kind: 'protected' })
  await changeSource(person, source, {
    role: 'resident',
    region: 'north-korea',
    consents: [{ use: 'internal' }, { use: 'share-desk' }, { use: 'publish-attributed' }],
  })
  const language = text('vocab.language.en')
  await addPhrase(person, source, {
    phrase: scene.narrow,
    language,
    role: 'worker',
    low: 3,
    high: 6,
    basis: 'Shifts are small.',
  })
  await addPhrase(person, source, {
    phrase: scene.wide,
    language,
    role: 'resident',
    region: 'north-korea',
    low: 100_000,
    high: 1_000_000,
    basis: 'Everybody there.',
  })
  await records.newReport(person)
  await records.writeText(person, { title: scene.reportTitle, body: scene.body, fast: true })
  await records.writeDetails(person, {
    caseTitle: scene.caseTitle,
    sources: [source],
    handling: 'permitted',
    language,
  })
  await records.saved(person)
  await records.file(person)
  await markClaim(person, {
    quote: 'Two lorries came at night',
    statement: scene.statement,
    credibility: '3',
    reason: 'One source, placed to know.',
  })
  return source
}
