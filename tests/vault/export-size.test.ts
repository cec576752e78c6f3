import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { meet } from '../exchange/meet.ts'
import { hybridOf, prepared, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { caseContent, openVaultOf, passphrase, reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'

const own = 'five other words for identities'
/** Fits into the smallest file with its case, cards and custody; not with a recovery code besides. */
const body = 'A lorry crossed the bridge. '.repeat(1_700)

let two: Two
let field: TestVault
let desk: TestVault
let third: TestVault
let caseId: CaseId
let reportId: ReportId
beforeAll(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
  third = await openVaultOf(join(two.place, 'third'), { pseudonym: 'third' })
  // The cards that are compared name the key that a recovery code is sealed to.
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  await meet(field, desk, two.place)
  await meet(field, third, two.place)
  await field.handlers['contacts.sealTo']({ author: session(desk).author })
  await field.controller.escrowRecovery({ passphrase, keyFile: null })
  const { handlers } = field
  ;({ id: caseId } = await handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('The bridge'),
  }))
  const content = { ...reportContent(body, 'Lorries'), caseId }
  const report = await handlers['reports.save']({ id: null, rev: 0, content })
  await handlers['reports.file']({ id: report.id, rev: report.rev })
  reportId = report.id
})
afterAll(() => {
  third.controller.close()
  two.end()
})

const foretold = async (recipients: readonly string[] | null): Promise<number> => {
  const choice = { kind: 'case', caseId } as const
  const given = recipients === null ? null : [...recipients]
  return (await prepared(field, choice, { recipients: given, purpose: 'Hand over' })).bytes
}
const written = async (recipients: readonly string[]): Promise<number> =>
  statSync(await two.exported(field, caseId, { kind: 'keys', recipients: [...recipients] })).size

describe('the size that a review foretells', () => {
  it('counts the recovery code where the file carries it, to the byte', async () => {
    const [toDesk, toThird] = [
      await foretold([await hybridOf(desk)]),
      await foretold([await hybridOf(third)]),
    ]
    expect(toDesk).toBeGreaterThan(toThird)
    expect(await written([await hybridOf(desk)])).toBe(toDesk)
    expect(await written([await hybridOf(third)])).toBe(toThird)
  })

  it('does not, for several recipients or for a passphrase', async () => {
    const both = [await hybridOf(desk), await hybridOf(third)]
    expect(await foretold(both)).toBe(await foretold([await hybridOf(third)]))
    expect(await written(both)).toBe(await foretold(both))
    expect(await foretold(null)).toBe(await foretold(both))
  })

  it('is that of the next file too, which says what was revised since', async () => {
    const { handlers } = field
    const { rev, content } = await handlers['reports.get']({ id: reportId })
    const saved = await handlers['reports.save']({
      id: reportId,
      rev,
      content: { ...content, title: 'Lorries at the bridge' },
    })
    await handlers['reports.file']({ id: reportId, rev: saved.rev })
    for (const of of [desk, third]) {
      const to = [await hybridOf(of)]
      const size = await foretold(to)
      expect(await written(to)).toBe(size)
    }
  })

  it('is asked without writing anything', async () => {
    const { seq } = session(field).store.journal.tail()
    await foretold([await hybridOf(desk)])
    expect(session(field).store.journal.tail().seq).toBe(seq)
  })
})
