import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../scripts/soak/random.ts'
import { cardBytes, signCard } from '../../src/main/exchange/card.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { VerifiedBundle } from '../../src/main/exchange/verify-bundle.ts'
import { added } from '../exchange/meet.ts'
import { build, day } from '../exchange/sample.ts'
import type { person } from '../exchange/sample.ts'
import { nextTask, session } from '../exchange/test-vault.ts'
import { hybridOf } from '../exchange/two-vaults.ts'
import { decryptAge, encryptAge } from '../exchange/whole-age.ts'
import { failureOf } from '../vault/harness.ts'
import { cardInName, forgeriesOf, lookAlikes } from './forgeries.ts'
import type { ForgeryName } from './forgeries.ts'
import type { Desk, WireFile, World } from './world.ts'

type Person = ReturnType<typeof person>

/** The keys that the attacker signs with. */
const signers = ({ attacker, compromised }: World): readonly Person[] =>
  compromised === null
    ? [attacker.own]
    : [attacker.own, { author: compromised.author, keys: session(compromised.vault).signing }]

const anyOf = <T>(list: readonly T[], random: Random): T | null =>
  list.length === 0 ? null : random.pick(list)

type ReadFile = { readonly plaintext: Uint8Array; readonly bundle: VerifiedBundle }

/** What he could read with the keys of the desk, by file. */
const readBefore = new WeakMap<WireFile, ReadFile | null>()

/** What the attacker reads of a file: those for the desk whose keys he has. */
const readFile = async ({ compromised }: World, file: WireFile): Promise<ReadFile | null> => {
  if (compromised === null) return null
  const before = readBefore.get(file)
  if (before !== undefined) return before
  const read = await opened(file, session(compromised.vault).age.hybrid)
  readBefore.set(file, read)
  return read
}

const opened = async (
  { bytes }: WireFile,
  { identity, recipient }: { readonly identity: string; readonly recipient: string },
): Promise<ReadFile | null> => {
  try {
    const { plaintext } = await decryptAge(bytes, { identities: [identity], passphrase: null })
    return { plaintext, bundle: await verifyBundle([plaintext], recipient, noPace) }
  } catch {
    // For another key, or one of his own forgeries.
    return null
  }
}

/** Everything that he has read so far. */
const stolen = async (world: World) =>
  (await Promise.all(world.wire.map((file) => readFile(world, file)))).filter((one) => one !== null)

/** A card of the attacker under a look-alike name; the desk's user adds it without comparing. */
export const addsLookAlike = async (
  { place, attacker }: World,
  to: Desk,
  random: Random,
): Promise<void> => {
  const card = signCard(
    {
      ...{ author: attacker.own.author, pseudonym: random.pick(lookAlikes), day, desks: [] },
      recipient: attacker.age.recipient,
      identity: Buffer.from(attacker.identity.publicKey).toString('base64url'),
      serial: 1 + random.below(4),
    },
    attacker.own.keys,
  )
  const path = join(place, `${nextTask()}.json`)
  writeFileSync(path, cardBytes(card))
  await failureOf(() => added(to.vault, path))
}

/** Hands a desk such a card as a file. One that it adds makes an ended contact one again. */
export const addsStolenName = async (
  world: World,
  to: Desk,
  of: Desk,
  random: Random,
): Promise<void> => {
  const path = join(world.place, `${nextTask()}.json`)
  const card = cardInName(world, of, random.pick(signers(world)), 50 + random.below(50))
  writeFileSync(path, cardBytes(card))
  if ((await failureOf(() => added(to.vault, path))) === 'none') to.revoked.delete(of.author)
}

/**
 * A bundle of stolen and forged parts for a desk, signed by a key that the attacker has.
 *
 * @param which null: any forgery, by any of these keys; else by the attacker's own.
 */
export const forges = async (
  world: World,
  to: Desk,
  random: Random,
  which: ForgeryName | null = null,
): Promise<void> => {
  const by = which === null ? random.pick(signers(world)) : world.attacker.own
  const source = anyOf(await stolen(world), random)?.bundle ?? null
  const { metadata, ...parts } = forgeriesOf(world, source, by, { random, which })
  const recipients = [await hybridOf(to.vault)]
  const gathered = {
    ...parts,
    ...{ cases: 0, sources: 0, reports: 1, draftsLeftOut: 0, attachments: [] },
  }
  try {
    const { plaintext } = build(by, recipients, gathered, null, metadata)
    const bytes = await encryptAge(plaintext, { kind: 'keys', recipients })
    world.wire.push({ bytes, sender: by.author, to: [to.name] })
  } catch {
    // Not even a bundle.
  }
}

/** A file that he could read, encrypted for another desk as it is. */
export const passesOn = async (world: World, to: Desk, random: Random): Promise<void> => {
  const read = anyOf(await stolen(world), random)
  if (read === null) return
  const recipients = [await hybridOf(to.vault)]
  const bytes = await encryptAge(read.plaintext, { kind: 'keys', recipients })
  world.wire.push({ bytes, sender: read.bundle.manifest.sender, to: [to.name] })
}

/** A file of the wire that was cut, changed by a bit, or joined with another one. */
export const damages = (world: World, random: Random): void => {
  const [one, other] = [anyOf(world.wire, random), anyOf(world.wire, random)]
  if (one === null || other === null) return
  const at = random.below(one.bytes.length)
  const bytes = Uint8Array.from(
    random.pick([
      one.bytes.subarray(0, at),
      Buffer.concat([one.bytes.subarray(0, at), other.bytes.subarray(at)]),
      one.bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    ]),
  )
  world.wire.push({ ...one, bytes })
}

/** The attacker has all keys of the third desk from now on. */
export const compromises = (world: World): void => {
  world.compromised = world.desks.third
}
