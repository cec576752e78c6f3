import { describe, expect, it } from 'vitest'
import { plainDigest } from '../../src/crypto/digest.ts'
import { sign } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import type { ExportMetadata } from '../../src/main/exchange/build-export.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { manifestBytes } from '../../src/main/exchange/manifest.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { CustodyChain } from '../../src/shared/custody.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { Day } from '../../src/shared/ids.ts'
import { cardOf } from './cards.ts'
import { build, id, person, reportContent, sample, signed } from './sample.ts'
import type { Sample } from './sample.ts'
import { decodeWhole, encodeWhole } from './whole-bundle.ts'
import type { WholeManifest } from './whole-bundle.ts'
import { us } from './bundle-kit.ts'
import {
  tooLate,
  lastOfAll,
  outcome,
  line,
  chainBy,
  arrival,
  noticeBy,
  escrowBy,
} from './export-metadata.ts'
import type { By } from './export-metadata.ts'

await sodiumReady()

describe('what comes with the records of a bundle', () => {
  it('is given back whole', async () => {
    const [by, other] = [person(), person()]
    const gathered = { ...sample(by), cards: [cardOf(by)] }
    const metadata = {
      chains: [chainBy(other), chainBy(by)],
      notices: [noticeBy(by), noticeBy(other)],
      escrow: escrowBy(by),
    }
    const built = build(by, [us], gathered, null, metadata)
    const paces: (readonly [number, number])[] = []
    const verified = await verifyBundle([built.plaintext], us, async (done, total) => {
      paces.push([done, total])
    })
    expect(verified.hash).toBe(hex(plainDigest(built.manifestBytes)))
    expect(verified.cards).toEqual(gathered.cards)
    expect([...verified.revisions]).toEqual(gathered.revisions)
    expect([...verified.chains]).toEqual(metadata.chains)
    expect(verified.notices).toEqual(metadata.notices)
    expect(verified.escrow).toEqual(metadata.escrow)
    const source = gathered.revisions.find(({ kind }) => kind === 'source')
    expect([...verified.seals]).toEqual([[source?.id, gathered.seals[0]?.bytes]])
    const total = built.manifest.objects.reduce((sum, { length }) => sum + length, 0)
    expect(paces.at(-1)).toEqual([total, total])
    expect(paces.every(([done, of]) => done <= of && of === total)).toBe(true)
    expect((await verifyBundle([build(by, [us]).plaintext], us, noPace)).escrow).toBeNull()
  })

  it('is a card of the sender or of an author of the file, each once', async () => {
    const [by, other] = [person(), person()]
    const gathered = sample(by)
    const withCards = (...cards: Sample['cards'][number][]): Sample => ({ ...gathered, cards })
    const card = cardOf(by)
    expect(await outcome(by, withCards(card))).toBe('accepted')
    expect(await outcome(by, withCards(card, cardOf(by, { serial: 2 })))).toBe('accepted')
    expect(await outcome(by, withCards(card, card))).toBe('malformed')
    expect(await outcome(by, withCards(cardOf(other)))).toBe('malformed')
    const theirs = signed(other, {
      subject: id(5),
      kind: 'report',
      content: reportContent('Theirs', 'x'),
    })
    const both = { ...gathered, revisions: [...gathered.revisions, theirs], cards: [cardOf(other)] }
    expect(await outcome(by, both)).toBe('accepted')
  })

  it('is the recovery code of the sender, and of no other vault', async () => {
    const [by, other] = [person(), person()]
    expect(await outcome(by, sample(by), { escrow: escrowBy(by) })).toBe('accepted')
    expect(await outcome(by, sample(by), { escrow: escrowBy(other) })).toBe('malformed')
  })

  it('is a chain about a record of the file, of its kind, each once', async () => {
    const by = person()
    const of = (...chains: CustodyChain[]) => outcome(by, sample(by), { chains })
    const chain = chainBy(by)
    expect(await of(chain)).toBe('accepted')
    expect(await of(chain, chain)).toBe('malformed')
    expect(await of(chainBy(by, { subject: id(9) }))).toBe('malformed')
    expect(await of(chainBy(by, { subjectKind: 'case' }))).toBe('malformed')
  })

  it('is each notice once', async () => {
    const by = person()
    const notice = noticeBy(by)
    expect(await outcome(by, sample(by), { notices: [notice] })).toBe('accepted')
    expect(await outcome(by, sample(by), { notices: [notice, notice] })).toBe('malformed')
    // A notice may be about a record in no file.
    const elsewhere = noticeBy(by, { subject: id(99) })
    expect(await outcome(by, sample(by), { notices: [elsewhere] })).toBe('accepted')
  })

  it.each<readonly [what: string, make: (by: By, on: Day) => Partial<ExportMetadata>]>([
    ['notice', (by, on) => ({ notices: [noticeBy(by, { day: on })] })],
    ['recovery code', (by, on) => ({ escrow: escrowBy(by, { day: on }) })],
    ['line of a chain', (by, on) => ({ chains: [chainBy(by, { lines: [line({ day: on })] })] })],
    [
      'file that a chain tells of',
      (by, on) => ({ chains: [chainBy(by, { arrivals: [arrival(by, { exported: on })] })] }),
    ],
    [
      'arrival that a chain tells of',
      (by, on) => ({ chains: [chainBy(by, { arrivals: [arrival(by, { received: on })] })] }),
    ],
  ])('is no %s of a day that no clock shows', async (_, make) => {
    const by = person()
    expect(await outcome(by, sample(by), make(by, lastOfAll))).toBe('accepted')
    expect(await outcome(by, sample(by), make(by, tooLate))).toBe('malformed')
  })

  it('is no card with a day out of range, while a withheld line has no day', async () => {
    const by = person()
    const cards = (on: Day) => ({ ...sample(by), cards: [cardOf(by, { day: on })] })
    expect(await outcome(by, cards(lastOfAll))).toBe('accepted')
    expect(await outcome(by, cards(tooLate))).toBe('malformed')
    const withheld = chainBy(by, { lines: [{ hash: 'ab'.repeat(32) }] })
    expect(await outcome(by, sample(by), { chains: [withheld] })).toBe('accepted')
  })
})

describe('an entry of a bundle', () => {
  /** The same objects with other authors or subjects in the manifest, validly signed. */
  const refiled = async (
    by: By,
    metadata: Partial<ExportMetadata>,
    change: (objects: WholeManifest['objects']) => readonly unknown[],
    again: (objects: readonly Uint8Array[]) => Uint8Array[] = (objects) => [...objects],
  ): Promise<string> => {
    const gathered = { ...sample(by), cards: [cardOf(by)] }
    const whole = decodeWhole(build(by, [us], gathered, null, metadata).plaintext)
    const manifest = { ...whole.manifest, objects: change(whole.manifest.objects) } as WholeManifest
    const bytes = manifestBytes(manifest)
    const signature = sign('bundle', bytes, by.keys.secretKey)
    const objects = again(whole.objects)
    const plaintext = encodeWhole({ manifest, manifestBytes: bytes, signature, objects })
    return verifyBundle([plaintext], us, noPace).then(
      () => 'accepted',
      (cause: unknown) => (cause instanceof Failure ? cause.code : String(cause)),
    )
  }

  it.each(['card', 'escrow', 'custody', 'notice', 'seal', 'report', 'case'] as const)(
    'names the owner of its %s',
    async (kind) => {
      const by = person()
      const metadata = { chains: [chainBy(by)], notices: [noticeBy(by)], escrow: escrowBy(by) }
      const other = kind === 'card' || kind === 'escrow' ? person().author : id(4)
      const moved = (objects: WholeManifest['objects']) =>
        objects.map((entry) => (entry.kind === kind ? { ...entry, subject: other } : entry))
      expect(await refiled(by, metadata, (objects) => objects)).toBe('accepted')
      expect(await refiled(by, metadata, moved)).toBe('malformed')
    },
  )

  it('names one recovery code and no second', async () => {
    const by = person()
    const twice = await refiled(
      by,
      { escrow: escrowBy(by) },
      (objects) => [...objects, objects.at(-1)],
      (objects) => [...objects, objects.at(-1) ?? new Uint8Array()],
    )
    expect(twice).toBe('malformed')
  })

  it('is refused for an object of another kind', async () => {
    const by = person()
    const outcomes = await refiled(by, { escrow: escrowBy(by) }, (objects) =>
      objects.map((entry) => (entry.kind === 'escrow' ? { ...entry, kind: 'card' } : entry)),
    )
    expect(outcomes).not.toBe('accepted')
  })
})

describe('a sealed identity of a bundle', () => {
  it('belongs to a source that names it, and to no other record', async () => {
    const by = person()
    const gathered = sample(by)
    const [seal] = gathered.seals
    if (seal === undefined) throw new Error('no seal')
    const of = (change: Partial<Sample>) => outcome(by, { ...gathered, ...change })
    expect(await of({})).toBe('accepted')
    expect(await of({ seals: [] })).toBe('malformed')
    expect(await of({ seals: [{ subject: id(3), bytes: seal.bytes }] })).toBe('malformed')
    const unnamed = seal.bytes.slice()
    unnamed[5000] = (unnamed[5000] ?? 0) ^ 1
    expect(await of({ seals: [seal, { subject: id(2), bytes: unnamed }] })).toBe('malformed')
    const report = signed(by, {
      subject: id(2),
      kind: 'report',
      content: reportContent('x', 'y'),
      seal: seal.bytes,
    })
    const others = gathered.revisions.filter(({ kind }) => kind !== 'source')
    expect(await of({ revisions: [...others, report] })).toBe('malformed')
  })
})
