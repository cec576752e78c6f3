import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serve } from '../../src/main/ipc/serve.ts'
import { vaultChannels } from '../../src/shared/channels.ts'
import { failureCodes } from '../../src/shared/failure.ts'
import type { ReportId, SourceId } from '../../src/shared/ids.ts'
import {
  caseContent,
  newVault,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { inputs, leaves, withLeaf } from './rows.ts'
import { wholeRows } from './whole-rows.ts'

const place = temporaryFolder()
let desk: TestVault
const made: Record<string, string> = {}

beforeAll(async () => {
  const opened = newVault(join(place.path, 'vault'))
  desk = opened.desk
  await opened.made
  const { handlers } = desk
  const fresh = { id: null, rev: 0 } as const
  const kase = await handlers['cases.save']({ ...fresh, content: caseContent('A case') })
  const source = await handlers['sources.save']({
    ...fresh,
    content: sourceContent('Quiet Harbor'),
    identity: null,
  })
  const report = await handlers['reports.save']({ ...fresh, content: reportContent('A body') })
  const claim = await handlers['claims.save']({
    ...fresh,
    content: claimContent(report.id as ReportId, { quote: '', start: 0, end: 0 }),
  })
  const attribution = await handlers['attributions.save']({
    ...fresh,
    content: attributionContent(source.id as SourceId),
  })
  const publication = await handlers['publications.save']({
    ...fresh,
    content: publicationContent(kase.id),
  })
  Object.assign(made, {
    ...{ case: kase.id, source: source.id, report: report.id },
    ...{ claim: claim.id, attribution: attribution.id, publication: publication.id },
  })
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

/** The id in the rows for a record that does not exist. */
const nobody = inputs['cases.get'].id as string

it('an id of the wrong kind of record is handled or refused by every channel, without an internal error', async () => {
  const answer = serve(desk.handlers, {
    trusted: () => true,
    unlocked: () => true,
    report: () => undefined,
  })
  const internal: string[] = []
  let tried = 0
  for (const channel of vaultChannels) {
    for (const row of [inputs[channel], ...wholeRows(channel)]) {
      const named = leaves(row).filter(
        (path) => path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), row) === nobody,
      )
      for (const path of named) {
        for (const [kind, id] of Object.entries(made)) {
          const reply = await answer(channel, null, withLeaf(row, path, id))
          tried += 1
          if (reply.ok) continue
          expect(failureCodes).toContain(reply.code)
          if (reply.code === 'internal') internal.push(`${channel} ${path.join('.')}: a ${kind}`)
        }
      }
    }
  }
  expect(internal).toEqual([])
  expect(tried).toBeGreaterThan(500)
  const verified = await desk.handlers['vault.verify'](inputs['vault.verify'])
  expect(verified).toMatchObject({ faults: [], searchIndexHolds: true })
})
