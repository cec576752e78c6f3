import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longestWait } from '../exchange/cpu-time.ts'
import { sentOverPort } from '../exchange/over-port.ts'
import { id } from '../exchange/sample.ts'
import { several } from '../in-full.ts'
import { publicationVault, save, whole } from '../vault/publication-vault.ts'
import type { VaultChannel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import type { Out, VaultHandlers } from '../../src/shared/contract.ts'
import { ClaimId } from '../../src/shared/ids.ts'
import { inputs } from './rows.ts'

const most = 200

/** The reply that the window gets for this answer of a handler. */
const sent = (channel: VaultChannel, said: unknown) =>
  sentOverPort({ [channel]: () => said } as unknown as VaultHandlers, channel, inputs[channel])

let vault: Awaited<ReturnType<typeof publicationVault>>
let answers: [VaultChannel, unknown][] = []
beforeAll(async () => {
  vault = await publicationVault()
  const { caseId, sourceId: source, reportId: id } = vault
  await save(vault, whole(vault))
  const asked: Readonly<Partial<Record<VaultChannel, unknown>>> = {
    'settings.get': {},
    'overview.counts': { caseId: null, today: '2024-05-02' },
    'overview.recent': {},
    'cases.list': {},
    'sources.list': {},
    'sources.get': { id: source },
    'sources.footprint': { id: source },
    'reports.list': inputs['reports.list'],
    'reports.get': { id },
    'claims.list': { caseId, reportId: null },
    'claims.corroboration': { caseId },
    'attributions.list': { sourceId: source },
    'attributions.together': { sourceId: source },
    'publications.list': {},
    'contacts.self': {},
    'contacts.list': {},
    'custody.of': { id },
    'wipe.inventory': {},
  }
  for (const [name, input] of Object.entries(asked)) {
    const channel = name as VaultChannel
    const answer = vault.desk.handlers[channel] as (input: unknown) => unknown
    answers.push([channel, await answer(input)])
  }
})
afterAll(() => {
  answers = []
  vault.close()
})

/** All that an answer becomes if one object in it says something more. */
const saysMore = function* (said: unknown): Generator<unknown, void, void> {
  if (typeof said !== 'object' || said === null) return
  if (!Array.isArray(said)) yield { ...said, secret: 'more' }
  for (const [key, part] of Object.entries(said)) {
    for (const more of saysMore(part)) {
      yield Array.isArray(said)
        ? said.map((one: unknown, at) => (String(at) === key ? more : one))
        : { ...said, [key]: more }
    }
  }
}

describe('an answer that is checked and sent in turns', () => {
  it('is what its schema makes of it in one step, with lists or without', async () => {
    for (const [channel, said] of answers) {
      const whole = contract[channel].output.safeParse(said)
      const reply = await sent(channel, said)
      expect([channel, reply]).toEqual([
        channel,
        whole.success
          ? { ok: true, text: JSON.stringify(whole.data) }
          : { ok: false, code: 'internal', fields: [] },
      ])
    }
  })

  it('is refused if a handler says more than the contract, in any object of it', async () => {
    let refused = 0
    for (const [channel, said] of answers) {
      for (const more of [...saysMore(said)].slice(0, 40)) {
        const isTaken = contract[channel].output.safeParse(more).success
        const reply = await sent(channel, more)
        expect([channel, reply.ok]).toEqual([channel, isTaken])
        if (!isTaken) refused += 1
      }
    }
    expect(refused).toBeGreaterThan(50)
  })

  it.each([
    ['no list', 'claims.list', {}],
    ['null', 'claims.list', null],
    ['a list with a hole', 'claims.list', Array.from({ length: 1 })],
    ['no list in it', 'claims.corroboration', { origins: [] }],
    ['null for a list', 'claims.corroboration', { origins: [], claims: null }],
    ['a list for an object', 'overview.counts', []],
  ] as const)('is refused if it is %s', async (_, channel, said) => {
    expect(await sent(channel, said)).toEqual({ ok: false, code: 'internal', fields: [] })
  })

  it('is as it was given, although the handler changes its list afterwards', async () => {
    const [first] = await vault.desk.handlers['cases.list']({})
    const n = 50_000
    const kept = Array.from({ length: n }, () => first)
    const reply = sent('cases.list', kept)
    await new Promise((resolve) => void setImmediate(resolve))
    kept.length = 1
    const { text } = (await reply) as { readonly text: string }
    expect(JSON.parse(text)).toHaveLength(n)
  })

  it('with as many characters as fit into one text lets no request wait for more than 200 ms', async () => {
    const [first] = await vault.desk.handlers['cases.list']({})
    const { content, ...rest } = first ?? expect.fail('no case')
    const one = { ...rest, content: { ...content, question: '김'.repeat(2_000) } }
    const cases = Array.from({ length: several(20_000, 200_000) }, () => one)
    let length = 0
    const wait = await longestWait(async () => {
      const reply = await sent('cases.list', cases)
      length = 'text' in reply ? reply.text.length : 0
    })
    expect(length).toBeGreaterThan(2_000 * cases.length)
    expect(wait).toBeLessThan(most)
  })

  it.each([1, 2, 4])(
    'with %i times as many claims, each with as many links as it may have, lets no request wait for more than 200 ms',
    async (times) => {
      const claimId = (i: number): ClaimId => ClaimId.parse(id(1_000_000 + i))
      const links = Array.from({ length: 100 }, (_, i) => ({
        ...{ kind: 'supports' as const, claimId: claimId(i) },
      }))
      const { content, ...rest } = vault.desk.handlers['claims.get']({
        id: vault.claimId,
      }) as Out<'claims.get'>
      const claims = Array.from({ length: times * several(1_000, 5_000) }, (_, i) => ({
        claim: { ...rest, id: claimId(i), content: { ...content, links } },
        ...{ supportedBy: [], contradictedBy: [], maySupport: [], mayContradict: [] },
      }))
      let reply: unknown
      const wait = await longestWait(async () => {
        reply = await sent('claims.corroboration', { origins: [], claims })
      })
      expect(reply).toMatchObject({ ok: true })
      expect(wait).toBeLessThan(most)
    },
  )
})
