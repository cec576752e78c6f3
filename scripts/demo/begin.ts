import { call } from '../../tests/e2e/call.ts'
import { button } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import * as records from '../../tests/e2e/page-objects/records.ts'
import * as vaults from '../../tests/e2e/page-objects/vault.ts'
import { statusField } from '../../tests/e2e/process-tree.ts'
import type { CaseWork, Demo } from './demo.ts'
import { sampleCase } from './sample-case.ts'
import type { Sample } from './sample.ts'
import { must } from './steps.ts'
import { writeReport } from './write-report.ts'

/** How the kernel confines the window's process. */
export type Seccomp = {
  readonly mode: number
  readonly noNewPrivileges: boolean
  readonly uid: number
}

export type Begun = {
  readonly person: Person
  readonly seccomp: Seccomp
  /**
   * Whether the kernel keeps the app off every network, as the app reports it: `isolated`, or not.
   */
  readonly networkNamespace: string
  /** The code of the recovery sheet. */
  readonly code: string
}

/** Starts the app and makes a vault with a recovery sheet. */
export const makeVault = async (
  { steps, camera, sitDown, passphrase }: Demo,
  vault: string,
): Promise<Begun> => {
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

  const { network: networkNamespace } = (
    (await call(person.page, 'app.info', {})) as {
      readonly value: { readonly network: string }
    }
  ).value

  const code = await steps.run('a vault is made, with a recovery sheet', async () => {
    await vaults.beginVault(person)
    await camera.takeBoth(person, 'passphrase')
    const made = await vaults.makeVault(person, { passphrase, pseudonym: 'Heron' })
    await camera.takeBoth(person, 'recovery-sheet')
    await vaults.keepSheet(person, made)
    await camera.takeBoth(person, 'empty-vault')
    return made
  })
  return { person, seccomp, networkNamespace, code }
}

/** Writes the case and its sources. */
export const beginCase = async (demo: Demo, person: Person, sample: Sample): Promise<CaseWork> => {
  await demo.steps.run('a case', () => records.writeCase(person, sampleCase))
  const names = new Map<string, string>()
  const onRecord = sample.sources.filter(({ kind }) => kind === 'on-record').length
  await demo.steps.run(
    onRecord === 0 ? 'two protected sources' : 'two protected sources, two on record',
    async () => {
      for (const { key, ...source } of sample.sources)
        names.set(key, await records.writeSource(person, source))
    },
    () => [...names.values()].join(', '),
  )
  return { ...demo, person, sample, names }
}

/** Writes, translates and files the reports of the sample. */
export const writeReports = async ({
  person,
  camera,
  steps,
  sample,
  names,
}: CaseWork): Promise<void> => {
  for (const [index, report] of sample.reports.entries()) {
    await steps.run(`report ${String(index + 1)}, written, translated and filed`, () =>
      writeReport(person, report, names, {
        byHand: index === 0,
        camera: index === 0 ? camera : undefined,
      }),
    )
  }
}
