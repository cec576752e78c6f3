import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../../scripts/soak/random.ts'
import type { Random } from '../../scripts/soak/random.ts'
import { sodium } from '../../src/crypto/sodium.ts'
import { signCard } from '../../src/main/exchange/card.ts'
import { knownContacts, keysText } from '../../src/main/vault/contacts/trust-status.ts'
import { ownIdentitySecrets } from '../../src/main/vault/identities/own-identity-secrets.ts'
import { inFull, several } from '../in-full.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { session } from '../exchange/test-vault.ts'
import { addsLookAlike, addsStolenName, compromises, damages, forges, passesOn } from './attacks.ts'
import { opens, revisionsOf, revokes, sends, withdraws, writes } from './honest-actions.ts'
import { faultsIn, newMemory } from './properties.ts'
import { deskNames, identityWords, newWorld } from './world.ts'
import type { DeskName, World } from './world.ts'
import type { ForgeryName } from './forgeries.ts'

// Thousands of keys would be derived.
beforeAll(takeFastKdf)

const actions = [
  ...['write', 'send', 'send', 'send to two', 'withdraw', 'revoke'],
  ...['open', 'open', 'open', 'open last', 'open last', 'open last'],
  ...['forge', 'forge', 'forge', 'pass on', 'damage', 'stolen name', 'compromise'],
] as const
type Act = (typeof actions)[number]

const step = fc.record({ act: fc.constantFrom(...actions), seed: fc.nat() })
type Step = { readonly act: Act; readonly seed: number }

/** How often something happened, over all histories. */
const seen = { imported: 0, forged: 0, forgedImported: 0 }

/** A desk opens a file. @returns what must not have happened by that. */
const opened = async (world: World, random: Random, isLast: boolean): Promise<string[]> => {
  const file = isLast ? world.wire.at(-1) : world.wire[random.below(world.wire.length)]
  if (file === undefined) return []
  // Mostly a desk that can open it.
  const by = world.desks[random.pick(random.below(5) > 0 ? file.to : deskNames)]
  const before = revisionsOf(by).length
  const code = await opens(world, by, file.bytes)
  if (code === 'none') seen.imported += 1
  if (file.sender === world.attacker.own.author) {
    seen.forged += 1
    if (code === 'none') seen.forgedImported += 1
  }
  const isEnded = by.revoked.has(file.sender)
  return isEnded && (code === 'none' || revisionsOf(by).length > before)
    ? [`${by.name} took a file of a contact that it ended`]
    : []
}

const take = async (world: World, { act, seed }: Step, n: number): Promise<string[]> => {
  const random = seededRandom(seed)
  const { field, desk, third } = world.desks
  const [one, other] = [random.pick([field, desk, third]), random.pick([desk, third])]
  switch (act) {
    case 'write':
      await writes(world, one, n)
      return []
    case 'send':
      await sends(world, one, [one === other ? field : other], random.below(2) === 0)
      return []
    case 'send to two':
      await sends(world, field, [desk, third], random.below(2) === 0)
      return []
    case 'withdraw':
      await withdraws(world)
      return []
    case 'revoke':
      // The first desk goes on with the second one.
      await revokes(random.pick([field, desk]), third)
      return []
    case 'open':
    case 'open last':
      return opened(world, random, act === 'open last')
    case 'forge':
      // A file of a stranger is not imported: most come under a name that the desk has added.
      if (random.below(3) > 0) await addsLookAlike(world, one, random)
      await forges(world, one, random)
      return []
    case 'pass on':
      await passesOn(world, one, random)
      return []
    case 'damage':
      damages(world, random)
      return []
    case 'stolen name':
      await addsStolenName(world, one, other, random)
      return []
    case 'compromise':
      compromises(world)
      return []
  }
}

/** Plays one history, and looks after each step. @returns the first faults. */
const play = async (world: World, steps: readonly Step[]): Promise<string[]> => {
  const memory = newMemory()
  for (const [n, one] of steps.entries()) {
    const faults = [...(await take(world, one, n)), ...faultsIn(world, memory)]
    if (faults.length > 0) return faults.map((fault) => `step ${String(n)}, ${one.act}: ${fault}`)
  }
  return []
}

const inWorld = async (act: (world: World) => Promise<void>): Promise<void> => {
  const world = await newWorld()
  try {
    await act(world)
  } finally {
    world.end()
  }
}

describe('desks whose files an attacker carries, forges and replays', () => {
  it('accept nothing that its author did not write, lose no notice and give no recovery code away', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: several(14, 30), maxLength: several(16, 60) }),
        async (steps) => inWorld(async (world) => expect(await play(world, steps)).toEqual([])),
      ),
      // A history takes seconds, so a failing one is reported without shrinking.
      { numRuns: several(1, 100), endOnFailure: true },
    )
    // The histories reach what they look for: the attacker's files are imported too.
    if (inFull) expect(Math.min(seen.imported, seen.forgedImported)).toBeGreaterThan(0)
  })
})

describe('the properties notice', () => {
  let world: World
  beforeAll(async () => {
    world = await newWorld()
    const { field, desk } = world.desks
    await sends(world, field, [desk], false)
    await opens(world, desk, lastFile())
    return world.end
  })
  afterEach(() => vi.restoreAllMocks())
  const random = seededRandom(3)
  const lastFile = (): Uint8Array => world.wire.at(-1)?.bytes ?? new Uint8Array()
  /** A desk adds the attacker under a name that it knows, and opens a forgery of his. */
  const attacked = async (at: DeskName, which: ForgeryName): Promise<string> => {
    const to = world.desks[at]
    await addsLookAlike(world, to, random)
    await forges(world, to, random, which)
    await opens(world, to, lastFile())
    return faultsIn(world, newMemory()).join()
  }

  it('an attacker who has the holder’s key', async () => {
    const secrets = await ownIdentitySecrets(session(world.desks.desk.vault), identityWords)
    expect(faultsIn(world, newMemory())).toEqual([])
    expect(faultsIn(world, newMemory(), secrets)).toEqual(['the attacker opens a recovery code'])
  })

  it('a notice that is forgotten', async () => {
    const { desk, field } = world.desks
    const memory = newMemory()
    await withdraws(world)
    await sends(world, field, [desk], true)
    await opens(world, desk, lastFile())
    expect(faultsIn(world, memory)).toEqual([])
    expect(memory.advisories.get('desk')?.size).toBe(1)
    vi.spyOn(session(desk.vault).store.notices, 'by').mockImplementation(function* () {})
    expect(faultsIn(world, memory).join()).toMatch(/desk has lost a notice/)
  })

  it('a contact that stays verified whatever keys its newest card has', () => {
    const { desk, third } = world.desks
    const { store } = session(desk.vault)
    const rekeyed = signCard(
      {
        ...{ author: third.author, pseudonym: 'third', desks: [], serial: 99 },
        ...{ recipient: world.attacker.age.recipient, identity: null },
        day: session(third.vault).today(),
      },
      session(third.vault).signing,
    )
    store.contacts.addCards([rekeyed], 'card.received')
    expect(faultsIn(world, newMemory())).toEqual([])
    const { list } = store.contacts
    const newest = new Map(
      knownContacts(store).map(({ card }) => [card.author, keysText(card)] as const),
    )
    vi.spyOn(store.contacts, 'list').mockImplementation(() =>
      list().map((entry) => ({ ...entry, keys: newest.get(entry.author) ?? null })),
    )
    expect(faultsIn(world, newMemory()).join()).toMatch(/desk holds other keys of third/)
  })

  it('a vault that takes the attacker for a desk of the author', async () => {
    expect(await attacked('desk', 'revise')).toBe('')
    const { contacts } = session(world.desks.desk.vault).store
    const { cards } = contacts
    vi.spyOn(contacts, 'cards').mockImplementation((author) =>
      cards(author).map((card) => ({ ...card, desks: [world.attacker.own.author] })),
    )
    expect(await attacked('desk', 'revise')).toMatch(
      /desk has a revision of field’s .* another key/,
    )
  })

  it('a verifier that skips the signature', async () => {
    expect(await attacked('field', 'revise in name')).not.toMatch(/^field/)
    vi.spyOn(sodium, 'crypto_sign_verify_detached').mockReturnValue(true)
    let faults = ''
    for (let round = 0; round < 6 && !faults.includes('field has'); round += 1)
      faults = await attacked('field', 'revise in name')
    expect(faults).toMatch(/field has a revision that (?:desk|third) did not write/)
  })
})
