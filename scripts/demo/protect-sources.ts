import { openMatrix, markClaim, openReport } from '../../tests/e2e/page-objects/claims.ts'
import {
  makeIdentityKey,
  openIdentity,
  openIdentityKey,
  sealIdentity,
} from '../../tests/e2e/page-objects/identities.ts'
import { goTo } from '../../tests/e2e/page-objects/person.ts'
import { addPhrase, changeSource, openSource } from '../../tests/e2e/page-objects/sources.ts'
import type { CaseWork } from './demo.ts'
import { sampleCase } from './sample-case.ts'
import {
  picturedClaim,
  sampleIdentities,
  samplePhrases,
  sampleProtection,
} from './sample-protection.ts'
import { must } from './steps.ts'

const isProtected = ['detention', 'delegation'] as const
const identityPassphrase = 'seven herons wait below the old bridge'

const nameOf = ({ names }: CaseWork, key: string): string => names.get(key) ?? key

/** Makes the identity key, writes the notes about the sources, and seals their identities. */
export const sealSources = async (work: CaseWork): Promise<void> => {
  const { person, camera, steps, sample } = work
  const both = (name: string): Promise<void> => camera.takeBoth(person, name)
  await steps.run('the desk makes a key for identities', () =>
    makeIdentityKey(person, identityPassphrase, both),
  )
  await steps.run('consent, risks and grades of both protected sources', async () => {
    for (const key of isProtected)
      await changeSource(person, nameOf(work, key), sampleProtection[key])
    await openSource(person, nameOf(work, 'detention'))
    await both('source-protected')
  })
  await steps.run(sample.sealed.length > 1 ? 'both are sealed' : 'one is sealed', async () => {
    for (const [index, key] of sample.sealed.entries())
      await sealIdentity(
        person,
        nameOf(work, key),
        sampleIdentities[key],
        index === 0 ? both : undefined,
      )
  })
}

/** Opens one sealed identity and shows it. */
export const openOneIdentity = async (work: CaseWork): Promise<void> => {
  const { person, camera, steps } = work
  await steps.run('one is opened with a reason, for a minute', async () => {
    const shown = await openIdentity(person, nameOf(work, 'detention'), {
      passphrase: identityPassphrase,
      reason: 'Check-in is due; the contact has to be known.',
      at: (name) => camera.takeBoth(person, name),
    })
    must(shown.includes(sampleIdentities.detention.name), 'the seal does not open')
  })
}

/** Opens the identity key, so that the checks of drafts know the sealed names. */
export const openKeyForDrafts = ({ person, steps }: CaseWork): Promise<void> =>
  steps.run('the identity key is opened: drafts are searched for the sealed names', () =>
    openIdentityKey(person, {
      passphrase: identityPassphrase,
      reason: 'Drafts are about to be written.',
    }),
  )

/** Marks every claim of the sample in its report. */
export const markClaims = async ({ person, camera, steps, sample }: CaseWork): Promise<void> => {
  for (const [index, claim] of sample.claims.entries()) {
    await steps.run(`claim ${String(index + 1)} is marked in its report`, async () => {
      await openReport(person, claim.report)
      await markClaim(
        person,
        claim,
        claim.statement === picturedClaim ? (name) => camera.takeBoth(person, name) : undefined,
      )
    })
  }
}

/** Shows the claims of the case by independent origins. */
export const showMatrix = async ({ person, camera, steps, sample }: CaseWork): Promise<void> => {
  await steps.run(
    'claims and their independent origins',
    async () => {
      const rows = await openMatrix(person, sampleCase.title)
      must(rows.length === sample.claims.length, 'the matrix lacks a claim')
      await camera.takeBoth(person, 'corroboration')
      return rows
    },
    (rows) => `${String(rows.length)} claims`,
  )
}

/** Registers the phrases under which the two may be quoted, and one that fits too few people. */
export const registerPhrases = async (work: CaseWork): Promise<void> => {
  const { person, camera, steps } = work
  const language = person.text('vocab.language.en')
  await steps.run('phrases are registered, with pools', async () => {
    await addPhrase(person, nameOf(work, 'detention'), {
      ...samplePhrases.detention,
      language,
    })
    await addPhrase(person, nameOf(work, 'delegation'), {
      ...samplePhrases.tooNarrow,
      language,
    })
    await person.page.getByText(samplePhrases.tooNarrow.phrase).first().scrollIntoViewIfNeeded()
    await camera.takeBoth(person, 'attributions')
    await goTo(person, 'sources')
  })
}
