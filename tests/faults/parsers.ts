import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { parseRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { readHeader } from '../../src/crypto/v2/header-layout.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { dearmored, headerEnd } from '../../src/main/exchange/age-format.ts'
import { readBackupManifest } from '../../src/main/exchange/backup-manifest.ts'
import { cardBytes, readCard } from '../../src/main/exchange/card.ts'
import { chainBytes, readChain, signChain } from '../../src/main/exchange/custody-chain.ts'
import { escrowBytes, readEscrow, signEscrow } from '../../src/main/exchange/escrow.ts'
import { readManifest } from '../../src/main/exchange/manifest.ts'
import { noticeBytes, readNotice, signNotice } from '../../src/main/exchange/notice.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { readRecipients } from '../../src/main/exchange/recipients.ts'
import { readRevision, revisionBytes } from '../../src/main/exchange/revision.ts'
import { canonicalBytes, parseCanonicalBytes } from '../../src/main/exchange/strict-json.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import { eventBounds } from '../../src/shared/event-bounds.ts'
import { parseQuery } from '../../src/main/store/query.ts'
import { readDate } from '../../src/renderer/records/edtf.ts'
import { isEdtf } from '../../src/shared/dates.ts'
import { bombs } from '../exchange/bombs.ts'
import { cardOf } from '../exchange/cards.ts'
import { build, day, id, person, sample } from '../exchange/sample.ts'
import { exampleHeader } from '../vault-files/fast-derive.ts'
import { fileParsers } from './file-parsers.ts'
import { inputsFrom } from './mutate.ts'
import type { Parser } from './parser.ts'
import { refusalOf } from './refusal.ts'

/** Longest that any input may hold a parser up, in milliseconds; several times what is seen. */
const mostMs = 1_000

/** Size of an input that is costly to parse. */
const largeBytes = 4 * 1024 * 1024

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Inputs of people's own typing, and all that was ever found: `corpora/NAME.json`, a list of texts. */
const kept = (name: string): Uint8Array[] =>
  (
    JSON.parse(
      readFileSync(join(import.meta.dirname, 'corpora', `${name}.json`), 'utf8'),
    ) as string[]
  ).map(bytesOf)

/** Every parser of what comes from outside, with inputs that it takes. */
const parsers = (): Readonly<Record<string, Parser>> => {
  const by = person()
  const us = `age1${'q'.repeat(58)}`
  const { plaintext, manifestBytes } = build(by, [us])
  const { revisions } = sample(by)
  const line = { hash: 'ab'.repeat(32) }
  const chain = signChain(
    { lines: [line], subject: id(3), subjectKind: 'report' },
    by.author,
    by.keys,
  )
  const notice = signNotice(
    {
      ...{ author: by.author, day, kind: 'withdrawal', revision: null, subject: id(2) },
      ...{ subjectKind: 'source', text: '', uses: ['internal'] },
    },
    by.keys,
  )
  const seal = sealIdentity(
    new Uint8Array(20),
    [0, 1, 2, 3].map(() => createIdentityKeyPair().publicKey),
    new Uint8Array(61),
  )
  const escrow = signEscrow({ author: by.author, day, seal, serial: 1 }, by.keys)
  const never = (read: (text: string) => unknown) => (bytes: Uint8Array) => read(utf8(bytes))
  return {
    header: { corpus: [exampleHeader().header], read: readHeader },
    bundle: {
      corpus: [plaintext],
      read: (bytes) => verifyBundle([bytes], us, noPace),
      isBound: true,
    },
    manifest: { corpus: [manifestBytes], read: readManifest, isLarge: true },
    card: { corpus: [cardBytes(cardOf(by))], read: readCard, isBound: true },
    revision: { corpus: [...revisions].map(revisionBytes), read: readRevision, isLarge: true },
    chain: { corpus: [chainBytes(chain)], read: readChain, isBound: true, isLarge: true },
    notice: { corpus: [noticeBytes(notice)], read: readNotice, isBound: true },
    escrow: { corpus: [escrowBytes(escrow)], read: readEscrow, isBound: true },
    'backup-manifest': {
      corpus: kept('backup-manifest'),
      read: readBackupManifest,
      isLarge: true,
    },
    json: {
      corpus: [manifestBytes, ...kept('json')],
      // One form of each value: an accepted text is written the same again.
      read: (bytes) =>
        assert.deepEqual(
          Buffer.from(
            canonicalBytes(parseCanonicalBytes(bytes, { marks: Infinity, members: Infinity })),
          ),
          Buffer.from(bytes),
        ),
    },
    'age-header': {
      corpus: kept('age-header'),
      read: (bytes) => headerEnd(bytes),
    },
    armor: { corpus: kept('armor'), read: dearmored },
    recipients: {
      corpus: kept('recipients'),
      read: never((text) => readRecipients(text.split('\n'))),
    },
    'recovery-code': { corpus: kept('recovery-code'), read: never(parseRecoveryCode) },
    date: {
      corpus: kept('date'),
      read: never((text) => {
        readDate(text)
        // Years before 0 or after 9999, and whole centuries, are found by no date filter.
        if (!isEdtf(text) || /(^|\/)(-|Y|\d\d(\/|$))/.test(text)) return
        assert.ok(eventBounds(text) !== null, `no bounds for ${JSON.stringify(text)}`)
      }),
    },
    query: { corpus: kept('query'), read: never(parseQuery) },
    ...fileParsers(),
  }
}

/** Inputs as a fuzzer makes them, to every parser of what comes from outside. */
export const parsing: SoakRun = {
  promise: 'whatever is read is taken or refused with a code, soon, and nothing signed is forged',
  counts: 'inputs for each parser',
  usual: 100_000,
  run: async ({ count, random, tell }) => {
    await sodiumReady()
    const tally = new Tally()
    for (const [name, { corpus, read, isBound = false, isLarge = false }] of Object.entries(
      parsers(),
    )) {
      for (const whole of corpus) {
        await tally.trial(`${name}, as it is`, async () => {
          if (isBound) assert.equal(await refusalOf(() => read(whole)), null)
          else await refusalOf(() => read(whole))
          return 'held'
        })
      }
      let taken = 0
      let longest = 0
      for (const [what, bomb] of isLarge ? bombs : []) {
        await tally.trial(`${name}, ${what}`, async () => {
          const input = bytesOf(bomb(largeBytes))
          const since = performance.now()
          assert.notEqual(await refusalOf(() => read(input)), null)
          const took = performance.now() - since
          assert.ok(took < mostMs, `it took ${took.toFixed()} ms`)
          return 'refused'
        })
      }
      const found = await fc.check(
        fc.asyncProperty(inputsFrom(corpus), async (input) => {
          const since = performance.now()
          const code = await refusalOf(() => read(input))
          const took = performance.now() - since
          longest = Math.max(longest, took)
          assert.ok(took < mostMs, `it took ${took.toFixed()} ms`)
          if (code === null) {
            taken += 1
            if (isBound)
              assert.ok(
                corpus.some((one) => Buffer.compare(one, input) === 0),
                'it was taken',
              )
          }
          tally.note(code === null ? 'held' : 'refused')
        }),
        { numRuns: count, seed: random.below(2 ** 31) },
      )
      if (found.failed) {
        const [input = new Uint8Array()] = found.counterexample ?? []
        tally.lose(
          `${name}: ${Buffer.from(input).toString('base64').slice(0, 400)}: ${String(found.errorInstance)}`,
        )
      }
      assert.deepEqual(Object.keys(Object.prototype), [])
      tell(`${name}: ${String(taken)} of ${String(count)} taken, at most ${longest.toFixed(1)} ms`)
    }
    return tally
  },
}

/** The names of the corpora on the disk, for a test that none is forgotten. */
export const corpora = (): string[] =>
  readdirSync(join(import.meta.dirname, 'corpora')).map((name) => name.replace(/\.json$/, ''))
