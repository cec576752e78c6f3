import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inFull } from '../in-full.ts'
import type { CDPSession, Page } from 'playwright'
import { call } from './call.ts'
import { beginVault, keepSheet, lockByButton, makeVault, unlock } from './page-objects/vault.ts'
import { openMatrix } from './page-objects/claims.ts'
import { makeIdentityKey, openIdentity, sealIdentity } from './page-objects/identities.ts'
import { overrideFinding, showFindings, waitForMarks } from './page-objects/lint.ts'
import { goTo, personAt, press } from './page-objects/person.ts'
import type { Area, Person } from './page-objects/person.ts'
import { buildPublication, openPart } from './page-objects/publications.ts'
import * as records from './page-objects/records.ts'
import { readReview } from './page-objects/review.ts'
import { scene, writeScene } from './fixtures/scene.ts'
import { wordsOf } from './page-objects/words.ts'
import type { Language } from './page-objects/words.ts'
import { launch } from './launch.ts'

const areas = [
  'cases',
  'reports',
  'sources',
  'claims',
  'timeline',
  'map',
  'publications',
  'exchange',
  'journal',
  'settings',
  'help',
] satisfies Area[]

const ofColours = ", runOnly: ['color-contrast', 'link-in-text-block']"
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('axe finds nothing wrong in the built app', () => {
  let person: Person

  beforeAll(async () => {
    person = personAt(await launch())
  })
  afterAll(async () => {
    await person.desk.close()
  })

  type World = { readonly session: CDPSession; readonly contextId: number }
  const worlds = new Map<Page, Promise<World>>()

  /** An isolated world for axe: the page's policy allows no foreign script in the page itself. */
  const enter = async (page: Page): Promise<World> => {
    const session = await page.context().newCDPSession(page)
    const { frameTree } = await session.send('Page.getFrameTree')
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'axe',
    })
    await session.send('Runtime.evaluate', { expression: axe, contextId })
    return { session, contextId }
  }

  /**
   * Runs axe with every rule in the light theme. In the long run it also checks colours in the
   * other themes, which change nothing else. React Aria's announcer is left out: for some seconds
   * after its announcement, it is empty. A tooltip needs no landmark around it: it is read with
   * what it describes, and it appears wherever the pointer rests.
   */
  const faults = async (theme: Theme): Promise<string[]> => {
    const { page } = person
    const world = worlds.get(page) ?? enter(page)
    // Locking replaces the page, and the worlds in it.
    worlds.set(page, world)
    const { session, contextId } = await world
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ['violations']${theme === 'light' || !inFull ? '' : ofColours} }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes
          .filter(({ html }) => id !== 'region' || !html.includes('role="tooltip"'))
          .map(({ html }) => id + ': ' + html)))`,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
    return result.value as string[]
  }

  const themes = {
    light: { colorScheme: 'light', contrast: 'no-preference' },
    dark: { colorScheme: 'dark', contrast: 'no-preference' },
    contrast: { colorScheme: 'light', contrast: 'more' },
  } as const
  type Theme = keyof typeof themes

  /** A slow machine may still be drawing what was asked for; what is wrong stays wrong. */
  const inThemes = async (names: readonly Theme[], where = ''): Promise<void> => {
    for (const theme of names) {
      await person.page.emulateMedia({ ...themes[theme], reducedMotion: 'reduce' })
      let found = await faults(theme)
      for (let again = 0; found.length > 0 && again < 4; again += 1) {
        await person.page.waitForTimeout(500)
        found = await faults(theme)
      }
      expect(found, `${where} ${theme}`).toEqual([])
    }
  }
  /** In the long run in both themes; otherwise in the light one, with every rule. */
  const inBothThemes = (): Promise<void> => inThemes(inFull ? ['light', 'dark'] : ['light'])

  const speak = async (language: Language): Promise<void> => {
    const { page } = person
    const reply = (await call(page, 'settings.get', {})) as { value: object }
    await call(page, 'settings.set', { ...reply.value, language })
    person.text = wordsOf(language)
    await page.locator(`html[lang|="${language}"]`).waitFor()
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
    await records.writeCase(person, { title: 'Roads', question: 'Who was sent back?' })
    const source = await records.writeSource(person, { kind: 'protected' })
    await records.newReport(person)
    await records.writeText(person, {
      title: 'Night',
      body: 'Two lorries. 두 대의 트럭. 两辆卡车。',
    })
    await records.writeDetails(person, {
      caseTitle: 'Roads',
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

  test('on a protected source, sealed and opened, and what asks for it', async () => {
    const passphrase = 'seven herons wait below the bridge'
    await makeIdentityKey(person, passphrase, inBothThemes)
    const source = await writeScene(person)
    await sealIdentity(person, source, { name: 'Ri Kwang-myong' }, inBothThemes)
    await openIdentity(person, source, { passphrase, reason: 'A check', at: inBothThemes })
    await press(person, 'sources.edit')
    await inBothThemes()
    await press(person, 'common.cancel')
  })

  test('on marks, the list of them, and the reason for one', async () => {
    await records.newReport(person)
    await records.writeText(person, {
      title: 'A draft',
      body: 'It has gone on since 17 October 2023. Call 010-5550-1234.',
      fast: true,
    })
    await waitForMarks(person, ['date', 'phone'])
    await showFindings(person)
    await inBothThemes()
    await overrideFinding(person, '010-5550-1234', 'Printed already', inBothThemes)
    await records.saved(person)
  })

  test('on claims, their map and a public record', async () => {
    await openMatrix(person, scene.caseTitle)
    await inBothThemes()
    await goTo(person, 'map')
    // The outlines are a separate file, and the page's policy allows them.
    await person.page.locator('svg g[transform*="scale"] path').first().waitFor()
    await inBothThemes()
    await buildPublication(
      person,
      {
        caseTitle: scene.caseTitle,
        title: 'Returns',
        summary: 'Told by a farmer in Hyesan.',
        method: 'Compared.',
        claims: [{ statement: scene.statement, phrase: scene.narrow }],
        texts: [{ title: scene.reportTitle, removals: [{ words: 'old mill', category: 'place' }] }],
      },
      inBothThemes,
    )
    await openPart(person, 'review')
    await readReview(person)
    await inBothThemes()
    for (const part of ['compare', 'exact', 'writeTab'] as const) {
      await openPart(person, part)
      await person.page.waitForTimeout(300)
      await inBothThemes()
    }
  })

  // High contrast changes colours and no word: one language is enough for it.
  test.each<[Language, readonly Theme[]]>([
    ['ko', ['light', 'dark']],
    ['zh', ['light', 'dark']],
    ['en', ['light', 'dark', 'contrast']],
  ])('on every view in %s, in %s', async (language, names) => {
    await speak(language)
    for (const area of areas) {
      await goTo(person, area)
      await person.page.waitForTimeout(200)
      await inThemes(names, area)
    }
  })

  test('and it would find content outside of every landmark', async () => {
    const outside = await person.page.evaluateHandle(() => {
      const words = document.createElement('p')
      words.textContent = 'Outside'
      document.body.append(words)
      return words
    })
    expect(await faults('light')).toEqual(['region: <p>Outside</p>'])
    await outside.evaluate((words) => words.remove())
  })

  test('on the unlock screen', async () => {
    await lockByButton(person)
    await person.page.getByLabel(person.text('unlock.passphrase'), { exact: true }).waitFor()
    await inBothThemes()
    await unlock(person)
  })
})
