import { cpSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { seededRandom } from '../../scripts/soak/random.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { databaseKeyOf, vaultKeyOf } from '../faults/vault-keys.ts'
import { several } from '../in-full.ts'
import { plainPages } from '../store/plain-pages.ts'
import { newRecoveryCode, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { wipe } from './wipe-vault.ts'
import { workerPaths } from './worker-paths.ts'

/*
 * Requirement: many copies of a vault's folder, with or without its passphrase, don't show from the
 * database which credential each change was of. Two vaults begin as copies of one vault and make the
 * same sessions; where the first one changes its wipe passphrase, the second one changes another
 * credential.
 */

/** No test here asks for a lint. */
const workers = { kdf: workerPaths.kdf, age: workerPaths.age, lint: 'none', verify: 'none' }
/** The lines of about 18 changes fill a page. */
const changesOfHistory = several(22, 32)

let place: ReturnType<typeof temporaryFolder>
let firstCode: string
const openAt = (folder: string): TestVault =>
  openTestVault(folder, () => Date.UTC(2026, 10, 29), { workers })
beforeAll(async () => {
  takeFastKdf()
  place = temporaryFolder()
  const desk = openAt(join(place.path, 'base'))
  const name = { pseudonym: 'Heron', language: 'en' } as const
  firstCode = (await desk.controller.create({ passphrase, keyFile: null, ...name })).recoveryCode
  desk.controller.close()
})
beforeEach(takeFastKdf)
afterAll(() => place.remove())

/** A vault that is open, and what opens it. */
type Subject = { desk: TestVault; words: string; code: string; changes: number }

const nextWords = (subject: Subject): string =>
  `${passphrase} and ${String((subject.changes += 1))} more`

const acts = {
  setWipe: ({ desk, words }) =>
    desk.controller.setWipe({ passphrase: words, keyFile: null, wipe, wipeKeyFile: null }),
  removeWipe: ({ desk, words }) => desk.controller.removeWipe({ passphrase: words, keyFile: null }),
  changePassphrase: async (subject) => {
    const next = nextWords(subject)
    const change = { current: subject.words, currentKeyFile: null, next, nextKeyFile: null }
    await subject.desk.controller.changePassphrase(change)
    subject.words = next
  },
  newRecoveryCode: async (subject) => {
    subject.code = await newRecoveryCode(subject.desk, subject.words)
  },
  recover: async (subject) => {
    subject.desk.controller.close()
    subject.desk = openAt(subject.desk.folder)
    const next = nextWords(subject)
    const input = { code: subject.code, passphrase: next, keyFile: null }
    await subject.desk.controller.recover(input)
    subject.words = next
  },
} satisfies Record<string, (subject: Subject) => Promise<void>>
type Act = keyof typeof acts

const wipeActs: readonly Act[] = ['setWipe', 'removeWipe']
const otherActs: readonly Act[] = ['changePassphrase', 'newRecoveryCode', 'recover']

/** What a session with these changes leaves, apart from random bytes. */
const leftBy = async (subject: Subject, session: readonly Act[]) => {
  const { folder } = subject.desk
  subject.desk = openAt(folder)
  await subject.desk.controller.unlock({ passphrase: subject.words, keyFile: null })
  for (const act of session) await acts[act](subject)
  const all = { subject: null, before: null, limit: 200 }
  const { lines } = await subject.desk.handlers['journal.list'](all)
  subject.desk.controller.close()
  const file = join(folder, 'notes.db')
  const vaultKey = await vaultKeyOf(folder, subject.words)
  const { owner } = plainPages(file, databaseKeyOf(vaultKey))
  vaultKey.wipe()
  return {
    size: statSync(file).size,
    pageOwners: [...owner.values()].sort(),
    journal: lines.map(({ digest: _digest, hash: _hash, ...line }) => line),
  }
}

const copyOfBase = (name: string): Subject => {
  const folder = join(place.path, name)
  cpSync(join(place.path, 'base'), folder, { recursive: true, preserveTimestamps: true })
  return { desk: openAt(folder), words: passphrase, code: firstCode, changes: 0 }
}

it.each(Array.from({ length: several(1, 20) }, (_, history) => history))(
  'the database has the same size, pages and journal after every change, whichever credential changes (history %i)',
  async (history) => {
    const random = seededRandom(history)
    const one = copyOfBase(`one-${String(history)}`)
    const other = copyOfBase(`other-${String(history)}`)
    const used = new Set<number>()
    for (let changes = 0; changes < changesOfHistory;) {
      const session = Array.from({ length: 1 + random.below(4) }, () =>
        random.pick([...wipeActs, ...otherActs]),
      )
      const withoutWipe = session.map((act) =>
        wipeActs.includes(act) ? random.pick(otherActs) : act,
      )
      changes += session.length
      const left = await leftBy(one, session)
      expect(await leftBy(other, withoutWipe), `${String(changes)} changes`).toEqual(left)
      used.add(left.pageOwners.filter((owner) => owner !== 'filler').length)
    }
    expect(used.size, 'the records took more pages').toBeGreaterThan(1)
  },
)
