import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CDPSession } from 'playwright'
import { beginVault, keepSheet, lockByButton, makeVault, unlock } from './hands/vault.ts'
import { goTo, personAt } from './hands/person.ts'
import type { Area, Person } from './hands/person.ts'
import * as records from './hands/records.ts'
import { launch } from './launch.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('axe finds nothing wrong in the built app', () => {
  let person: Person

  beforeAll(async () => {
    person = personAt(await launch())
  })
  afterAll(async () => {
    await person.desk.close()
  })

  /**
   * Runs axe in a world of its own: the page's policy lets no foreign script into the page itself.
   * React Aria's announcer is left out: for some seconds after what it named has gone, it holds the
   * empty announcement.
   */
  const faults = async (): Promise<string[]> => {
    const session: CDPSession = await person.page.context().newCDPSession(person.page)
    try {
      const { frameTree } = await session.send('Page.getFrameTree')
      const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
        worldName: 'axe',
      })
      await session.send('Runtime.evaluate', { expression: axe, contextId })
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: `axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations'] }).then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
      return result.value as string[]
    } finally {
      await session.detach()
    }
  }

  const inBothThemes = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await person.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await person.page.waitForTimeout(100)
      expect({ colorScheme, faults: await faults() }).toEqual({ colorScheme, faults: [] })
    }
  }

  test('on the screens before the vault', async () => {
    await inBothThemes()
    await beginVault(person)
    await inBothThemes()
    const code = await makeVault(person)
    await inBothThemes()
    await keepSheet(person, code)
    await inBothThemes()
  })

  test('on a draft, a filed report and a search', async () => {
    await records.writeCase(person, { title: 'Crossings', question: 'Who was sent back?' })
    const source = await records.writeSource(person, { kind: 'protected' })
    await records.newReport(person)
    await records.writeText(person, {
      title: 'Night',
      body: 'Two lorries. 두 대의 트럭. 两辆卡车。',
    })
    await records.writeDetails(person, {
      caseTitle: 'Crossings',
      sources: [source],
      tags: ['night'],
    })
    await records.saved(person)
    await inBothThemes()
    await records.file(person)
    await inBothThemes()
    await records.search(person, 'lorries')
    await inBothThemes()
    await records.clearSearch(person)
  })

  test.each(['cases', 'sources', 'exchange', 'record', 'settings'] satisfies Area[])(
    'on %s',
    async (area) => {
      await goTo(person, area)
      await person.page.waitForTimeout(200)
      await inBothThemes()
    },
  )

  test('on the unlock screen', async () => {
    await lockByButton(person)
    await person.page.getByLabel(person.text('unlock.passphrase'), { exact: true }).waitFor()
    await inBothThemes()
    await unlock(person)
  })
})
