import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatRecoveryCode } from '../../src/crypto/recovery-code.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { createIdentityKeyPair } from '../../src/crypto/v1/identity-seal.ts'
import { openRecoveryCode } from '../../src/crypto/v1/recovery-escrow.ts'
import { escrowSeal } from '../../src/main/exchange/escrow.ts'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import { identityKeyText } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import type { OwnEscrow } from '../../src/main/store/escrows.ts'
import { cardOf } from '../exchange/cards.ts'
import { compared } from '../exchange/meet.ts'
import { person } from '../exchange/sample.ts'
import { killed } from '../faults/killed.ts'
import { several } from '../in-full.ts'
import {
  failureOf,
  newVault,
  openTestVault,
  passphrase,
  reopen,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'

const credential = { passphrase, keyFile: null }

let place: ReturnType<typeof temporaryFolder>
let folder: string
let handwritten: string
let deskSecret: Secret
beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  const { desk, made } = newVault(folder)
  ;({ recoveryCode: handwritten } = await made)
  const editor = person()
  const { publicKey, secretKey } = createIdentityKeyPair()
  deskSecret = secretKey
  addContact(sessionOf(desk), cardOf(editor, { identity: identityKeyText(publicKey) }))
  await compared(desk, editor.author)
  await desk.handlers['contacts.sealTo']({ author: editor.author })
  desk.controller.close()
})
afterEach(() => {
  deskSecret.wipe()
  place.remove()
})

const sessionOf = (of: TestVault) => {
  const session = of.controller.session()
  if (session === null) throw new Error('closed')
  return session
}
const own = (of: TestVault): OwnEscrow[] => sessionOf(of).store.escrows.own()
const kinds = (of: TestVault, count: number): string[] =>
  sessionOf(of)
    .store.journal.list('vault', null, count)
    .lines.map(({ kind }) => kind)

/** The code that the desk would read out. */
const codeOf = (of: TestVault, { escrow }: OwnEscrow): string => {
  const owner = { signer: sessionOf(of).signing.publicKey, serial: escrow.serial }
  return formatRecoveryCode(openRecoveryCode(escrowSeal(escrow), deskSecret, owner))
}

/**
 * Does a code open the vault in its current state? Tried on a copy, since a recovery changes it.
 */
const opens = async (code: string): Promise<boolean> => {
  const copy = join(place.path, 'copy')
  cpSync(folder, copy, { recursive: true })
  const desk = openTestVault(copy)
  try {
    return (await failureOf(() => desk.controller.recover({ code, ...credential }))) === 'none'
  } finally {
    desk.controller.close()
    rmSync(copy, { recursive: true })
  }
}

/** A disk that refuses the header: the files are as after a kill right before writing it. */
const refusingHeader = async (act: () => Promise<unknown>): Promise<void> => {
  const obstacle = join(folder, 'header.bak.new')
  rmSync(join(folder, 'header.bak'))
  mkdirSync(obstacle)
  expect(await failureOf(act)).toBe('storage')
  rmSync(obstacle, { recursive: true })
}

describe('an escrow that was stopped before its slot was in the header', () => {
  it('is dropped at the next opening, and the code on paper still opens the vault', async () => {
    let desk = await reopen(folder)
    const header = readFileSync(join(folder, 'header'))
    await refusingHeader(() => desk.controller.escrowRecovery(credential))
    expect(readFileSync(join(folder, 'header'))).toEqual(header)
    // It is stored sealed, and not in force.
    expect(own(desk)).toMatchObject([{ inForce: false, carried: null }])
    expect((await desk.handlers['escrow.status']({})).own).toBe(null)
    desk.controller.close()
    desk = await reopen(folder)
    expect(own(desk)).toEqual([])
    expect(kinds(desk, 2)).toEqual(['escrow.ended', 'escrow.made'])
    desk.controller.close()
    expect(await opens(handwritten)).toBe(true)
  })

  it('leaves the previous one in force, with its seal', async () => {
    let desk = await reopen(folder)
    await desk.controller.escrowRecovery(credential)
    const [first] = own(desk)
    if (first === undefined) throw new Error('no escrow')
    const code = codeOf(desk, first)
    await refusingHeader(() => desk.controller.escrowRecovery(credential))
    expect(own(desk).map(({ inForce }) => inForce)).toEqual([false, true])
    desk.controller.close()
    desk = await reopen(folder)
    expect(own(desk)).toEqual([first])
    // The next one has a higher number than the one that was never in force.
    await desk.controller.escrowRecovery(credential)
    expect(own(desk)).toHaveLength(1)
    expect(own(desk)[0]?.escrow.serial).toBeGreaterThan(first.escrow.serial + 1)
    desk.controller.close()
    expect(await opens(code)).toBe(false)
  })
})

const times = several(1, 20)

describe('kill -9', () => {
  it(
    `while a code is prepared for the desk leaves a known code in force (${times} times)`,
    async () => {
      let known = handwritten
      for (let round = 0; round < times; round++) {
        const script = join(import.meta.dirname, 'kill-child.ts')
        const afterMs = Math.floor(Math.random() * 1_500)
        const { said } = await killed(script, ['escrow', folder], {
          afterMs,
          acknowledged: round % 2,
        })
        const desk = await reopen(folder)
        expect(desk.controller.status().state).toBe('open')
        const kept = own(desk)
        // Resolved at the opening: one that is in force, or none and the code is the one on paper.
        expect(kept.every(({ inForce }) => inForce)).toBe(true)
        expect(kept.length).toBeLessThanOrEqual(1)
        const [newest] = kept
        const before = known
        if (newest !== undefined) known = codeOf(desk, newest)
        // Acknowledged, so the new code is known.
        if (said.length > 0) expect(known).not.toBe(before)
        desk.controller.close()
        expect(await opens(known)).toBe(true)
      }
    },
    several(120_000, 3_600_000),
  )
})
