import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { addContact, compareWords, saveCard } from '../../tests/e2e/hands/contacts.ts'
import { exportCase, importFile, myKeys } from '../../tests/e2e/hands/exchange.ts'
import { button, personAt } from '../../tests/e2e/hands/person.ts'
import type { Person } from '../../tests/e2e/hands/person.ts'
import * as records from '../../tests/e2e/hands/records.ts'
import * as vaults from '../../tests/e2e/hands/vault.ts'
import { launch } from '../../tests/e2e/launch.ts'
import { statusField } from '../../tests/e2e/process-tree.ts'
import { cameraInto } from './pictures.ts'
import { checkRecord } from './check-record.ts'
import { identityWords, neverToLeave } from './never-to-leave.ts'
import { markClaims, registerPhrases, sealSources } from './protect-sources.ts'
import { sha256, sizesIn } from './measured.ts'
import { publishCase } from './publish-case.ts'
import { readExport } from './read-export.ts'
import { sampleCase, sampleReports, sampleSearches, sampleSources } from './sample-case.ts'
import { sampleDrafts } from './sample-protection.ts'
import { settleDrafts } from './settle-drafts.ts'
import { countSteps, must } from './steps.ts'
import { threeVaults } from './three-vaults.ts'
import { photographSettings, photographViews } from './views.ts'
import { withdraw } from './withdraw.ts'
import { writeReport } from './write-report.ts'

/** The demonstration itself: runs inside a stage (scripts/demo/main.ts) and drives the built app. */
const out = process.env['UNDERSTORY_OUT'] ?? ''
const reports = sampleReports.length + sampleDrafts.length
const home = mkdtempSync(join(tmpdir(), 'demo-'))
const passphrase = 'paper lantern crosses the quiet river'
const purpose = 'For the desk, to be checked against its own notes'
const steps = countSteps()
const camera = cameraInto(out)
/** Everybody at a window, for a picture of where it stopped. */
const people: Person[] = []
const sitDown = async (vault: string): Promise<Person> => {
  const person = personAt(await launch({ vault }))
  people.push(person)
  return person
}

/** Searches for everything on the list; returns how many reports each query found. */
const searchAll = async (person: Person, pictures: boolean): Promise<Record<string, number>> => {
  const hits: Record<string, number> = {}
  for (const { query, atLeast } of sampleSearches) {
    const found = await records.search(person, query)
    must(found >= atLeast, `"${query}" found ${String(found)} reports, not ${String(atLeast)}`)
    hits[query] = found
    if (pictures) await camera.takeBoth(person, `search-${Object.keys(hits).length}`)
  }
  await records.clearSearch(person)
  return hits
}

const hitsTold = (hits: Record<string, number>): string =>
  Object.entries(hits)
    .map(([query, count]) => `${query} ${String(count)}`)
    .join(', ')

const demonstrate = async (): Promise<Record<string, unknown>> => {
  const vault = join(home, 'Understory')
  const other = join(home, 'Second desk')
  const person = await steps.run('the app is started', async () => {
    const started = await sitDown(vault)
    await button(started, 'unlock.begin').waitFor()
    await camera.takeBoth(started, 'welcome')
    return started
  })
  const renderer = person.desk.pids().find((each) => each.type === 'renderer')?.pid ?? 0
  const seccomp = {
    mode: Number(statusField(renderer, 'Seccomp')),
    noNewPrivileges: statusField(renderer, 'NoNewPrivs') === '1',
    uid: Number(statusField(renderer, 'Uid')?.split('\t')[0]),
  }
  must(seccomp.mode === 2, 'the renderer runs without its seccomp filter')

  const code = await steps.run('a vault is made, with a recovery sheet', async () => {
    await vaults.beginVault(person)
    await camera.takeBoth(person, 'passphrase')
    const made = await vaults.makeVault(person, { passphrase, pseudonym: 'Heron' })
    await camera.takeBoth(person, 'recovery-sheet')
    await vaults.keepSheet(person, made)
    await camera.takeBoth(person, 'empty-vault')
    return made
  })

  await steps.run('a case', () => records.writeCase(person, sampleCase))
  const names = new Map<string, string>()
  await steps.run(
    'two protected sources, two on record',
    async () => {
      for (const { key, ...source } of sampleSources)
        names.set(key, await records.writeSource(person, source))
    },
    () => [...names.values()].join(', '),
  )
  const protection = { person, camera, steps, names }
  await sealSources(protection)
  const marks = await settleDrafts(protection)
  for (const [index, report] of sampleReports.entries()) {
    await steps.run(`report ${String(index + 1)}, written, translated and filed`, () =>
      writeReport(person, report, names, {
        byHand: index === 0,
        camera: index === 0 ? camera : undefined,
      }),
    )
  }
  const matrix = await markClaims(protection)
  await registerPhrases(protection)
  const published = await publishCase(protection, out)
  const record = await steps.run(
    'the public record is searched for what must not leave',
    () =>
      checkRecord(
        published.folder,
        published.files,
        neverToLeave(names, passphrase),
        published.passed,
      ),
    (checked) =>
      `${String(checked.bytes)} bytes, ${String(checked.wordsSearchedFor)} words, none found`,
  )
  const hits = await steps.run('searches', () => searchAll(person, true), hitsTold)
  await steps.run('every view, light and dark', () => photographViews(person, camera))
  await steps.run('other themes and languages', () => photographSettings(person, camera))

  await steps.run('locked by the shortcut: the window is destroyed', async () => {
    const before = person.page
    await vaults.lockByShortcut(person)
    must(before.isClosed(), 'the window survived the lock')
    await person.page.getByLabel(person.text('unlock.passphrase'), { exact: true }).waitFor()
    await camera.takeBoth(person, 'locked')
  })
  await steps.run('a wrong passphrase is refused', async () => {
    await vaults.tryUnlock(person, 'paper lantern crosses the quiet bridge')
    const alert = person.page.getByRole('alert')
    await alert.waitFor({ timeout: 30_000 })
    must(
      (await alert.innerText()).includes(person.text('failures.wrong-passphrase.title')),
      'no refusal',
    )
    await camera.takeBoth(person, 'wrong-passphrase')
  })
  await steps.run('unlocked', async () => {
    await vaults.unlock(person, passphrase)
    const listed = records.listed(person)
    await listed.nth(reports - 1).waitFor()
    must((await listed.count()) === reports, 'reports are missing')
  })

  const second = await steps.run('a second vault is made, by somebody else', async () => {
    const made = await sitDown(other)
    await vaults.setUpVault(made, { passphrase, pseudonym: 'Desk' })
    return made
  })
  const desk = await generateHybridIdentity()
  writeFileSync(
    join(out, 'desk.agekey'),
    `# public key: ${await identityToRecipient(desk)}\n${desk}\n`,
  )
  const file = await steps.run(
    'the case is exported, to the second vault and to desk.agekey',
    async () => {
      const { hybrid } = await myKeys(second)
      const folder = join(home, 'outgoing')
      mkdirSync(folder)
      return exportCase(person, {
        whom: { recipients: [hybrid, await identityToRecipient(desk)] },
        purpose,
        folder,
        at: (name) => camera.takeBoth(person, `export-${name}`),
      })
    },
    (written) => `${basename(written)}, ${String(statSync(written).size)} bytes`,
  )
  copyFileSync(file, join(out, basename(file)))
  const inside = await steps.run(
    'the file is opened with desk.agekey and no part of the app',
    () => readExport(file, desk, join(out, 'export')),
    ({ bundle }) => `${String(bundle.records.length)} records, ${String(bundle.seals.size)} seals`,
  )
  const titles = inside.bundle.records
    .filter((each) => each.kind === 'report')
    .map((each) => each.content['title'])
  must(
    [...sampleReports, ...sampleDrafts].every(({ title }) => titles.includes(title)),
    'the export lacks a report',
  )
  const told = JSON.stringify([inside.bundle.manifest, inside.bundle.records])
  must(
    identityWords.every((word) => !told.includes(word)),
    'the export holds an identity outside its seal',
  )

  const introduce = async (): Promise<string> => {
    const card = join(home, 'card.json')
    await saveCard(person, card)
    await addContact(second, card)
    await compareWords(second, { with: person, name: 'Heron' })
    return 'Heron'
  }
  await steps.run(
    'its words are compared, and it is a verified contact there',
    introduce,
    (name) => name,
  )
  const previewed = await steps.run(
    'imported into the second vault, after a preview',
    () => importFile(second, { file, at: (name) => camera.takeBoth(second, `import-${name}`) }),
    (lines) => `${String(lines.length)} records`,
  )
  const otherHits = await steps.run(
    'the same searches there',
    () => searchAll(second, false),
    hitsTold,
  )
  must(JSON.stringify(otherHits) === JSON.stringify(hits), 'the second vault finds something else')
  await camera.takeBoth(second, 'second-vault')

  const withdrawn = await withdraw(protection, { recipients: [await identityToRecipient(desk)] })

  await steps.run('both apps are closed', async () => {
    await Promise.all([person.desk.close(), second.desk.close()])
  })
  const three = await threeVaults({ steps, camera, sitDown, home: join(home, 'three'), passphrase })
  cpSync(vault, join(out, 'vault'), { recursive: true, filter: (path) => !path.endsWith('lock') })

  return {
    renderer: { seccomp },
    counts: {
      cases: 1,
      sources: sampleSources.length,
      reports,
      claims: matrix.length,
      translations: sampleReports.reduce((sum, each) => sum + each.translations.length, 0),
      pictures: camera.taken().length,
      recordsInExport: inside.bundle.records.length,
      sealsInExport: inside.bundle.seals.size,
      recordsInPreview: previewed.length,
    },
    protection: {
      marks,
      letPass: published.passed.length,
      publicRecord: record,
      withdrawn,
    },
    three,
    searches: { first: hits, second: otherHits },
    bytes: {
      export: statSync(file).size,
      exportDecrypted: inside.bytes,
      vault: sizesIn(vault),
    },
    digests: {
      algorithm: 'sha256',
      [basename(file)]: sha256(file),
      'desk.agekey': sha256(join(out, 'desk.agekey')),
      exportDecrypted: inside.sha256,
      'vault/header': sha256(join(vault, 'header')),
      'vault/notes.db': sha256(join(vault, 'notes.db')),
    },
    vault: { passphrase, recoveryCode: code },
  }
}

try {
  const found = await demonstrate()
  writeFileSync(
    join(out, 'summary.json'),
    `${JSON.stringify({ ...found, steps: steps.done }, null, 2)}\n`,
  )
} catch (error) {
  for (const { desk, page } of people) {
    const processes = desk.pids().map(({ type }) => type)
    const state = `${page.isClosed() ? 'closed' : 'open'} window, processes ${processes.join(' ')}`
    process.stderr.write(`${state}\n${desk.output().slice(-2000)}\n`)
  }
  for (const person of people) await camera.take(person, 'stopped-here').catch(() => undefined)
  throw error
} finally {
  rmSync(home, { recursive: true, force: true })
}
