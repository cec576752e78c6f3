import { openMatrix, markClaim, openReport } from '../../tests/e2e/hands/claims.ts'
import {
  makeIdentityKey,
  openIdentity,
  openIdentityKey,
  sealIdentity,
} from '../../tests/e2e/hands/identities.ts'
import { goTo } from '../../tests/e2e/hands/person.ts'
import type { Person } from '../../tests/e2e/hands/person.ts'
import { addPhrase, changeSource, openSource } from '../../tests/e2e/hands/sources.ts'
import type { Camera } from './pictures.ts'
import { sampleCase } from './sample-case.ts'
import {
  sampleClaims,
  sampleIdentities,
  samplePhrases,
  sampleProtection,
} from './sample-protection.ts'
import { must } from './steps.ts'
import type { Steps } from './steps.ts'

const sealed = ['detention', 'delegation'] as const
const identityPassphrase = 'seven herons wait below the old bridge'

export interface Protection {
  readonly person: Person
  readonly camera: Camera
  readonly steps: Steps
  /** What each source of the sample is called in the window. */
  readonly names: ReadonlyMap<string, string>
}

const nameOf = ({ names }: Protection, key: string): string => names.get(key) ?? key

/** The desk's key, what is known of the two sources, who they are, and one look at that. */
export const sealSources = async (protection: Protection): Promise<void> => {
  const { person, camera, steps } = protection
  const both = (name: string): Promise<void> => camera.takeBoth(person, name)
  await steps.run('the desk makes a key for identities', () =>
    makeIdentityKey(person, identityPassphrase, both),
  )
  await steps.run('consent, risks and grades of both protected sources', async () => {
    for (const key of sealed)
      await changeSource(person, nameOf(protection, key), sampleProtection[key])
    await openSource(person, nameOf(protection, 'detention'))
    await both('source-protected')
  })
  await steps.run('both are sealed', async () => {
    await sealIdentity(person, nameOf(protection, 'detention'), sampleIdentities.detention, both)
    await sealIdentity(person, nameOf(protection, 'delegation'), sampleIdentities.delegation)
  })
  await steps.run('one is opened with a reason, for a minute', async () => {
    const shown = await openIdentity(person, nameOf(protection, 'detention'), {
      passphrase: identityPassphrase,
      reason: 'Check-in is due; the contact has to be known.',
      at: both,
    })
    must(shown.includes(sampleIdentities.detention.name), 'the seal does not open')
  })
  await steps.run('the identity key is opened: drafts are searched for the sealed names', () =>
    openIdentityKey(person, {
      passphrase: identityPassphrase,
      reason: 'Drafts are about to be written.',
    }),
  )
}

/** Marks every claim of the sample; then all of them beside their independent origins. */
export const markClaims = async ({ person, camera, steps }: Protection): Promise<string[]> => {
  for (const [index, claim] of sampleClaims.entries()) {
    await steps.run(`claim ${String(index + 1)} is marked in its report`, async () => {
      await openReport(person, claim.report)
      await markClaim(
        person,
        claim,
        index === 4 ? (name) => camera.takeBoth(person, name) : undefined,
      )
    })
  }
  return steps.run(
    'claims and their independent origins',
    async () => {
      const rows = await openMatrix(person, sampleCase.title)
      must(rows.length === sampleClaims.length, 'the matrix lacks a claim')
      await camera.takeBoth(person, 'corroboration')
      return rows
    },
    (rows) => `${String(rows.length)} claims`,
  )
}

/** The phrases under which the two may be quoted, and the one that fits too few people. */
export const registerPhrases = async (protection: Protection): Promise<void> => {
  const { person, camera, steps } = protection
  const language = person.text('vocab.language.en')
  await steps.run('phrases are registered, with pools', async () => {
    await addPhrase(person, nameOf(protection, 'detention'), {
      ...samplePhrases.detention,
      language,
    })
    await addPhrase(person, nameOf(protection, 'delegation'), {
      ...samplePhrases.tooNarrow,
      language,
    })
    await person.page.getByText(samplePhrases.tooNarrow.phrase).first().scrollIntoViewIfNeeded()
    await camera.takeBoth(person, 'attributions')
    await goTo(person, 'sources')
  })
}
