import { createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signChain } from '../../src/main/exchange/custody-chain.ts'
import { paperJson } from '../../src/renderer/custody/paper-json.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import { openVaultOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { session } from './test-vault.ts'
import { meet } from './meet.ts'
import { faultsOnPaper, hashOnPaper, signedOnPaper } from './paper-reader.ts'
import type { PaperChain } from './paper-reader.ts'
import { fill, hybridOf, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
let third: TestVault
beforeAll(async () => {
  two = await twoVaults()
  third = await openVaultOf(join(two.place, 'third'), { pseudonym: ' "三" ', language: 'ko' })
  await meet(third, two.desk, two.place)
  await meet(two.desk, third, two.place)
})
afterAll(() => {
  third.controller.close()
  two.end()
})

/** The chains of a sheet as copied from paper, with nothing else from the app. */
const onPaper = async (of: TestVault, record: string): Promise<PaperChain[]> => {
  const sheet = await of.handlers['custody.of']({ id: RecordId.parse(record) })
  const chains = sheet.holders.flatMap(({ key, chains: all }) =>
    all.map(({ signed, lines, arrivals }) => {
      return { arrivals, holder: key, ...signed, lines, subject: record }
    }),
  )
  return JSON.parse(JSON.stringify(chains)) as PaperChain[]
}

const isSigned = (chain: PaperChain): boolean => {
  // The fixed beginning of an Ed25519 public key in SPKI form (RFC 8410).
  const der = Buffer.from(`302a300506032b6570032100${chain.holder}`, 'hex')
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return verify(null, signedOnPaper(chain), key, Buffer.from(chain.signature, 'hex'))
}

test('a custody sheet alone is enough to recompute the hash of every disclosed line and verify every signature', async () => {
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
})

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
  await field.handlers['retention.set']({
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

/** Pseudonyms that another vault may claim for an author, and their printed form. */
const actors: readonly (readonly [string, string])[] = [
  ['Grey Heron', '"Grey Heron"'],
  ['三 "왜가리" é', '"三 \\"왜가리\\" é"'],
  ['\u202e0 01-01-1202', '"\\u202e0 01-01-1202"'],
  ['a\u2028b\u2029c', '"a\\u2028b\\u2029c"'],
  ['\u200b', '"\\u200b"'],
  ['x\u00a0y\u3000z', '"x\\u00a0y\\u3000z"'],
  ['e\u0301', '"e\\u0301"'],
  ['\u1112\u1161\u11ab\u3164', '"\\u1112\\u1161\\u11ab\\u3164"'],
  ['\uf900\u212b\ue000\u0378', '"\\uf900\\u212b\\ue000\\u0378"'],
  ['\u{e0041}\u0085\t', '"\\udb40\\udc41\\u0085\\t"'],
  [' a  b c ', '"\\u0020a\\u0020\\u0020b c\\u0020"'],
  ['', '""'],
  [' ', '"\\u0020"'],
  [`${'word '.repeat(12)}end`, `"${'word\\u0020'.repeat(12)}end"`],
]

/** Copied by eye: invisible characters are lost, and lookalikes are typed the usual way. */
const byEye = (printed: string): string =>
  printed
    .replaceAll(/\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .normalize('NFKC')

test.each(actors.map(([actor, paper]) => [paper, actor] as const))(
  'a pseudonym printed as %s is copied by eye',
  async (paper, actor) => {
    expect(paperJson(actor)).toBe(paper)
    const { field } = two
    const { reportId } = await fill(field, `Bird ${String(actors.findIndex(([a]) => a === actor))}`)
    const [own] = await onPaper(field, reportId)
    const told = own?.lines[0]?.told ?? null
    if (own === undefined || told === null) throw new Error('no chain')
    const { author, signing } = session(field)
    const line = { ...told, actor } as Parameters<typeof signChain>[0]['lines'][number]
    const subject = RecordId.parse(reportId)
    const signed = signChain({ lines: [line], subject, subjectKind: 'report' }, author, signing)
    const copied = { ...told, actor: JSON.parse(byEye(paperJson(actor))) as string }
    const lines = [{ hash: hashOnPaper({ ...told, actor }, own), told: copied }]
    const chain = { ...own, lines, signature: signed.signature }
    expect(faultsOnPaper(chain)).toEqual([])
    expect(isSigned(chain)).toBe(true)
  },
)
