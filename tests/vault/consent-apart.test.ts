import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sealFor } from '../../src/main/vault/sealed-identities/identity-seals.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import { sourceConsent } from '../../src/main/vault/custody/source-consent.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { nextTask, session } from '../exchange/test-vault.ts'
import { caseContent, newVault, reportContent, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

let folder: { readonly path: string; readonly remove: () => void }
let desk: TestVault
beforeEach(async () => {
  folder = temporaryFolder()
  const { desk: opened, made } = newVault(join(folder.path, 'vault'))
  await made
  desk = opened
})
afterEach(() => {
  desk.controller.close()
  folder.remove()
})

const uses = ['share-desk', 'publish-attributed', 'publish-unattributed'] as const

it('a withdrawal from one device is in force while another device has a conflicting version of the source', async () => {
  const given = uses.map((use) => ({ use, audience: '', given: '2024', withdrawn: '', note: '' }))
  const content: SourceContent = { ...sourceContent('Quiet Heron'), consents: given }
  const { id } = await desk.handlers['sources.save']({ id: null, rev: 0, content, identity: null })
  const open = session(desk)
  const subject = RecordId.parse(id)
  // On another device, all consents were withdrawn in the same state. Here a note was changed.
  const seal = sealFor(open.store, id, null)
  const theirs = signRevision(open, {
    subject,
    kind: 'source',
    content: {
      ...content,
      consents: given.map((consent) => ({ ...consent, withdrawn: '2024-03' })),
    },
    seal,
  })
  await desk.handlers['sources.save']({
    id,
    rev: 1,
    content: { ...content, note: 'Changed here' },
    identity: null,
  })
  const ours = open.store.revisions.heads(subject)?.heads ?? []
  const consents = () =>
    uses.map((use) => sourceConsent(open.store, open.store.sources.get(id), use, open.days()))
  expect(consents()).toEqual(['valid', 'valid', 'valid'])
  open.store.exchange.commitImport(
    {
      exportId: 'ab'.repeat(16),
      sender: open.author,
      pair: 'cd'.repeat(32),
      seq: 1,
      hash: 'ef'.repeat(32),
      previous: null,
      day: open.today(),
    },
    [
      {
        subject,
        kind: 'source',
        revisions: [theirs],
        heads: [...ours, theirs.id],
        seals: new Map([[theirs.id, seal]]),
      },
    ],
  )
  expect(open.store.revisions.heads(subject)?.heads).toHaveLength(2)
  expect((await desk.handlers['sources.get']({ id })).content.consents[0]?.withdrawn).toBe('')
  expect(consents()).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
})

it('a consent for one desk by name is shown before an export, to be compared with the recipient', async () => {
  const kase = await desk.handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Winter'),
  })
  const make = async (codeName: string, audience: string) =>
    desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: {
        ...sourceContent(codeName),
        consents: [{ use: 'share-desk', audience, given: '2024', withdrawn: '', note: '' }],
      },
      identity: null,
    })
  const [named, open] = [await make('Quiet Heron', 'Desk in Seoul'), await make('Copper Fern', '')]
  const content = {
    ...reportContent('A body'),
    caseId: kase.id,
    sourceIds: [named.id, open.id],
  }
  const { id, rev } = await desk.handlers['reports.save']({ id: null, rev: 0, content })
  await desk.handlers['reports.file']({ id, rev })
  const { items } = await desk.handlers['exports.prepare']({
    task: nextTask(),
    choice: { kind: 'case', caseId: kase.id },
    overrides: [],
    purpose: '',
  })
  const consents = items.filter(({ kind }) => kind === 'consent')
  expect(consents.map(({ name, state, about }) => [name, state, about])).toEqual([
    ['Quiet Heron', 'warns', 'Desk in Seoul'],
    ['Copper Fern', 'ok', 'Copper Fern'],
  ])
})
