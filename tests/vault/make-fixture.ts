import { resolve } from 'node:path'
import { caseContent, createdVault, passphrase, reportContent, sourceContent } from './harness.ts'

/*
 * Makes the vault that is kept as a fixture of the present format:
 * `node tests/vault/make-fixture.ts tests/fixtures/vaults/vN`. Run once per format, never again.
 */
const { desk, made } = createdVault(resolve(process.argv[2] ?? ''))
const { recoveryCode } = await made
const { handlers } = desk
const known = await handlers['cases.save']({
  id: null,
  rev: 0,
  content: caseContent('Returns over the river'),
})
const source = await handlers['sources.save']({
  id: null,
  rev: 0,
  content: sourceContent('Quiet Harbor'),
  identity: null,
})
const report = async (title: string, body: string, file: boolean): Promise<void> => {
  const content = { ...reportContent(body, title), caseId: known.id, sourceIds: [source.id] }
  const saved = await handlers['reports.save']({ id: null, rev: 0, content })
  if (file) await handlers['reports.file']({ id: saved.id, rev: saved.rev })
}
await report('Two buses', 'Two buses crossed before dawn. 북송 버스 두 대. 遣返。', true)
await report('Not yet filed', 'A draft about the road.', false)
desk.controller.close()
process.stdout.write(`passphrase: ${passphrase}\nrecovery code: ${recoveryCode}\n`)
