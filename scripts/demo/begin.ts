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
  readonly firstNote: FirstNote
  /** The code of the recovery sheet. */
  readonly code: string
}

/** What a new user meets until the first note can be typed. */
export type FirstNote = {
  readonly screens: number
  /** Words on all of these screens together, in English. */
  readonly words: number
  /** Buttons that were pressed, without typing. */
  readonly presses: number
}

/** Words on the screen, without the bar of an evaluation build, the suggested passphrase and the recovery code. */
const wordsOn = ({ page }: Person): Promise<number> =>
  page.evaluate(() => {
    // The bar of the evaluation build is not in the product.
    const others = [
      ...document.querySelectorAll<HTMLElement>(
        'output, [data-testid], aside[class*="evaluation"]',
      ),
    ]
    const count = (text: string) => text.match(/\p{L}[\p{L}’'-]*/gu)?.length ?? 0
    return others.reduce(
      (words, each) => words - count(each.innerText),
      count(document.body.innerText),
    )
  })

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

  const { page } = person
  await page.evaluate(() => {
    document.addEventListener(
      'click',
      ({ target }) => {
        const isButton = target instanceof Element && target.closest('button') !== null
        if (isButton) document.body.dataset['presses'] = `${presses() + 1}`
      },
      true,
    )
    const presses = (): number => Number(document.body.dataset['presses'] ?? 0)
  })
  const words: number[] = []
  const read = async (): Promise<unknown> => words.push(await wordsOn(person))
  const code = await steps.run('a vault is made, with a recovery sheet', async () => {
    await read()
    await vaults.beginVault(person)
    await camera.takeBoth(person, 'passphrase')
    await read()
    const made = await vaults.makeVault(person, { passphrase, pseudonym: 'Heron' })
    await camera.takeBoth(person, 'recovery-sheet')
    await read()
    await vaults.putOffSheet(person)
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
    await camera.takeBoth(person, 'empty-vault')
    return made
  })
  const firstNote: FirstNote = {
    screens: words.length,
    words: words.reduce((sum, each) => sum + each, 0),
    presses: await page.evaluate(() => Number(document.body.dataset['presses'])),
  }
  await steps.run('the recovery code is confirmed after the first note is open', () =>
    vaults.confirmSheet(person, code),
  )
  must(firstNote.presses <= 4, 'the first note takes more than four presses')
  must(firstNote.words <= 200, 'the first note takes more than 200 words')
  return { person, seccomp, networkNamespace, firstNote, code }
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
