import { createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Day, RecordId } from '../../src/shared/ids.ts'
import { openDesk, passphrase, type Desk } from '../vault/harness.ts'
import { meet } from './meet.ts'
import { faultsOnPaper, hashOnPaper, signedOnPaper } from './paper-reader.ts'
import type { PaperChain } from './paper-reader.ts'
import { fill, hybridOf, taken, twoDesks, type Two } from './two-desks.ts'

let two: Two
let third: Desk
beforeAll(async () => {
  two = await twoDesks()
  third = openDesk(join(two.place, 'third'))
  await third.keeper.create({ passphrase, keyFile: null, pseudonym: ' "三" ', language: 'ko' })
  await meet(third, two.desk, two.place)
  await meet(two.desk, third, two.place)
}, 120_000)
afterAll(() => {
  third.keeper.close()
  two.end()
})

/** The chains of a sheet as a person copies them off it, and nothing that the app has besides. */
const onPaper = async (of: Desk, record: string): Promise<PaperChain[]> => {
  const sheet = await of.handlers['custody.of']({ id: RecordId.parse(record) })
  const chains = sheet.holders.flatMap(({ key, chains: all }) =>
    all.map(({ signed, lines }) => ({ holder: key, ...signed, lines, subject: record })),
  )
  return JSON.parse(JSON.stringify(chains)) as PaperChain[]
}

const isSigned = (chain: PaperChain): boolean => {
  // The fixed beginning of an Ed25519 public key in SPKI form (RFC 8410).
  const der = Buffer.from(`302a300506032b6570032100${chain.holder}`, 'hex')
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return verify(null, signedOnPaper(chain), key, Buffer.from(chain.signature, 'hex'))
}

test('from a custody sheet alone every told line’s hash is computed anew and every signature verified', async () => {
  const { field, desk, exported } = two
  const { caseId, sourceId, reportId } = await fill(field, 'Reed Warbler')
  for (const [from, to] of [
    [field, desk],
    [desk, third],
  ] as const) {
    const target = { kind: 'keys' as const, recipients: [await hybridOf(to)] }
    await taken(to, await exported(from, caseId, target))
  }
  for (const record of [caseId, sourceId, reportId]) {
    const chains = await onPaper(third, record)
    expect(chains).toHaveLength(3)
    expect(chains.flatMap(({ lines }) => lines).filter(({ told }) => told !== null)).not.toEqual([])
    expect(chains.flatMap(faultsOnPaper)).toEqual([])
    expect(chains.map(isSigned)).toEqual([true, true, true])
  }
}, 60_000)

test('one character that was changed on a sheet shows: in the hash, in the line after it, in the signature', async () => {
  const { reportId } = await fill(two.field, 'Marsh Tit')
  const [chain] = await onPaper(two.field, reportId)
  const { told = null, hash = '' } = chain?.lines[0] ?? {}
  if (chain === undefined || told === null) throw new Error('no chain')
  const changes: readonly Partial<typeof told>[] = [
    { actor: `${told.actor} ` },
    { day: '2024-01-01' },
    { kind: 'record.imported' },
    { seq: told.seq + 1 },
    { txn: told.txn + 1 },
    { digest: 'ab'.repeat(32) },
    { prev: 'ab'.repeat(32) },
    { subjectPrev: 'ab'.repeat(32) },
  ]
  for (const change of changes) {
    const changed = { ...told, ...change }
    expect(hashOnPaper(changed, chain)).not.toBe(hash)
    const lines = [{ hash, told: changed }, ...chain.lines.slice(1)]
    expect(isSigned({ ...chain, lines })).toBe(false)
  }
  const lines = [{ hash: 'ab'.repeat(32), told }, ...chain.lines.slice(1)]
  expect(faultsOnPaper({ ...chain, lines })).toEqual(['line 1: hash', 'line 2: subjectPrev'])
})

test('of an act that is not told a sheet has the hash alone, and it keeps the chain whole', async () => {
  const { field } = two
  const { sourceId } = await fill(field, 'Rock Pipit')
  await field.handlers['keeping.set']({
    id: RecordId.parse(sourceId),
    eraseAfter: Day.parse('2030-01-01'),
    hold: false,
    reason: '',
  })
  const source = await field.handlers['sources.get']({ id: sourceId })
  await field.handlers['sources.save']({
    id: sourceId,
    rev: source.rev,
    content: { ...source.content, note: 'later' },
    identity: null,
  })
  const [chain] = await onPaper(field, sourceId)
  if (chain === undefined) throw new Error('no chain')
  expect(chain.lines.map(({ told }) => told?.kind ?? null)).toEqual([
    'record.saved',
    null,
    'record.saved',
  ])
  expect(faultsOnPaper(chain)).toEqual([])
  expect(isSigned(chain)).toBe(true)
})
