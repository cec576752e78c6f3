import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mainChannels } from '../../src/shared/channels.ts'
import { inputs } from '../contract/rows.ts'
import { call } from './call.ts'
import { drawnOf, readers, attachFiles } from './page-objects/pdf-pages.ts'
import type { Person } from './page-objects/person.ts'
import * as samples from './pdf-samples.ts'
import { openPrepared } from './prepared-vaults.ts'

/** A request comes from a frame, and main has more than one: the page that reads PDFs is hostile ground. */
describe('main, asked by the page that reads a PDF', () => {
  const home = mkdtempSync(join(tmpdir(), 'senders-'))
  let person: Person

  beforeAll(async () => {
    person = await openPrepared('heron', { vault: join(home, 'Understory') })
    const { content } = inputs['reports.save']
    const empty = { id: null, rev: 0, content: { ...content, caseId: null, sourceIds: [] } }
    const report = (await call(person.page, 'reports.save', empty)) as { value: { id: string } }
    const reportWithFiles = await attachFiles(person, report.value.id, {
      'a.pdf': await samples.numbered(1, 'x'),
    })
    expect(await drawnOf(person, reportWithFiles, 'a.pdf')).toMatchObject({ ok: true })
    expect(await readers(person)).toEqual(['app://pdf/'])
  })
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('answers “denied” on every channel, whatever sender the request claims', async () => {
    const asked = mainChannels.map((channel) => [channel, inputs[channel]] as const)
    const answers = await person.desk.app.evaluate(async ({ BrowserWindow, ipcMain }, all) => {
      type Handler = (event: object, input: unknown) => Promise<{ ok: boolean; code?: string }>
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as ReadonlyMap<string, Handler>
      const pages = BrowserWindow.getAllWindows().map(({ webContents }) => webContents)
      const at = (url: string) => pages.find((each) => each.getURL() === url)
      const [pdf, desk] = [at('app://pdf/'), at('app://understory/')]
      const ask = async (channel: string, input: unknown, senderFrame: unknown, sender = desk) => {
        const reply = await handlers.get(`api:${channel}`)?.({ sender, senderFrame }, input)
        return reply?.ok === true ? 'ok' : reply?.code
      }
      const found: [string, (string | undefined)[]][] = []
      for (const [channel, input] of all)
        found.push([
          channel,
          [
            await ask(channel, input, pdf?.mainFrame, pdf),
            await ask(channel, input, pdf?.mainFrame),
            await ask(channel, input, null),
            await ask(channel, input, undefined),
          ],
        ])
      return {
        found,
        frame: pdf?.mainFrame.url,
        own: await ask('app.activity', {}, desk?.mainFrame),
      }
    }, asked)
    expect(answers.frame).toBe('app://pdf/')
    const denied = ['denied', 'denied', 'denied', 'denied']
    expect(answers.found).toEqual(mainChannels.map((channel) => [channel, denied]))
    // The same call, with the frame of the window, is answered.
    expect(answers.own).toBe('ok')
    expect(
      person.desk.app
        .windows()
        .map((page) => page.url())
        .sort(),
    ).toEqual(['app://pdf/', 'app://understory/'])
  })

  test('serves that page under a policy of its own, on every answer', async () => {
    const policies = await person.desk.app.evaluate(async ({ BrowserWindow }) => {
      const { session } =
        BrowserWindow.getAllWindows().find(
          ({ webContents }) => webContents.getURL() === 'app://pdf/',
        )?.webContents ?? {}
      const found: unknown[] = []
      for (const address of ['app://pdf/', 'app://pdf/nothing', 'app://understory/']) {
        const answer = await session?.fetch(address)
        found.push([answer?.status, answer?.headers.get('content-security-policy')])
      }
      return found
    })
    const policy =
      "default-src 'none'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; " +
      'sandbox allow-scripts allow-same-origin'
    expect(policies).toEqual([
      [200, policy],
      [404, policy],
      [404, policy],
    ])
  })
})
