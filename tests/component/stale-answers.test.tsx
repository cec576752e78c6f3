import { EditorView } from '@codemirror/view'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import { cannedAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import { lateAnswers } from './late-answers.ts'
import type { LateAnswers } from './late-answers.ts'
import type { TestVault } from './test-vault.ts'
import { inputsOf, press, pressAt, type } from './page-objects.ts'
import { toExportReview } from './export-review.ts'
import { stateDigest } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const late = (channel: 'publications.review' | 'publications.preview'): LateAnswers =>
  lateAnswers(channel, [
    'publications.list',
    'publications.get',
    'publications.save',
    'publications.review',
    'publications.preview',
  ])

const openPublication = async (answers: Answers): Promise<TestVault> => {
  const test = await openWindow({ answers })
  await goTo('publications')
  await pressAt('main [role="listitem"] button')
  return test
}

const openExactFile = async (): Promise<void> => {
  await page.getByRole('tab', { name: 'Preview', exact: true }).click()
  await settle()
}

const saveOtherTitle = async (title: string): Promise<void> => {
  await pressAt('#publication-tab-choose')
  await type('Title', title)
  await pressAt('#publication-tab-review')
}

describe('a review that was asked for before a save', () => {
  it('is not shown after the save: the saved content is reviewed again', async () => {
    const { answers, deliver, waiting } = late('publications.review')
    const test = await openPublication(answers)
    expect(waiting()).toBe(1)
    await saveOtherTitle('Returns of October')
    await expect.element(page.getByRole('heading', { name: 'Returns of October' })).toBeVisible()

    // The answer about the publication as it was before.
    await deliver()
    expect(inputsOf(test, 'publications.review')).toHaveLength(2)
    expect(document.querySelector('main [data-override]')).toBeNull()
    await expect.element(page.getByText('Checking everything…')).toBeVisible()

    await deliver()
    await expect.element(page.getByRole('button', { name: 'Allow anyway…' })).toBeVisible()
  })
})

describe('an exact file that was asked for before a save', () => {
  it('is not shown after the save', async () => {
    const { answers, deliver, waiting } = late('publications.preview')
    const test = await openPublication(answers)
    await openExactFile()
    expect(waiting()).toBe(1)
    await saveOtherTitle('Returns of October')
    await openExactFile()
    await deliver()
    expect(document.querySelector('main pre')).toBeNull()
    expect(inputsOf(test, 'publications.preview')).toMatchObject([{ rev: 1 }, { rev: 2 }])
    await deliver()
    expect(document.querySelector('main pre')).not.toBeNull()
  })
})

describe('what a person decides on', () => {
  it('hides a review of a publication while a change elsewhere is looked over', async () => {
    const { answers, deliver } = late('publications.review')
    const test = await openPublication(answers)
    await deliver()
    await expect.element(page.getByRole('button', { name: 'Allow anyway…' })).toBeVisible()
    test.emit({ kind: 'changed' })
    await settle()
    await expect.element(page.getByText('Checking everything…')).toBeVisible()
    expect(page.getByRole('button', { name: 'Allow anyway…' }).elements()).toEqual([])
    await deliver()
    await expect.element(page.getByRole('button', { name: 'Allow anyway…' })).toBeVisible()
  })

  it('hides it at once after each of several changes that come together', async () => {
    const { answers, deliver, deliverNow, waiting } = late('publications.review')
    const test = await openPublication(answers)
    await deliver()
    await expect.element(page.getByText('Checking everything…')).not.toBeInTheDocument()
    // The second one comes while the first is read; the answer to that was computed before it.
    test.emit({ kind: 'changed' })
    await expect.poll(waiting).toBe(1)
    test.emit({ kind: 'changed' })
    deliverNow()
    await new Promise((done) => setTimeout(done, 60))
    expect(page.getByRole('button', { name: 'Allow anyway…' }).elements()).toEqual([])
    await expect.element(page.getByText('Checking everything…')).toBeVisible()
  })

  it('asks for the plan of an import again after a change, and takes in what is shown then', async () => {
    const canned = cannedAnswers({})
    const other = 'c'.repeat(64)
    const test = await openWindow({
      answers: {
        'imports.plan': async (input) => ({
          ...(await canned['imports.plan'](input)),
          basedOn: other,
        }),
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    test.emit({ kind: 'changed' })
    await settle()
    await press('Import')
    expect(inputsOf(test, 'imports.plan')).toHaveLength(1)
    expect(inputsOf(test, 'imports.commit')).toMatchObject([{ basedOn: other }])
  })

  it('asks for the plan of an import again when the vault refuses what was decided', async () => {
    const test = await openWindow({
      answers: {
        'imports.commit': () => {
          throw new Refuse('conflict')
        },
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Import')
    expect(inputsOf(test, 'imports.plan')).toHaveLength(1)
    await expect.element(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible()
  })

  it('gives the export the review that was shown', async () => {
    const test = await toExportReview({})
    await press('Save file…')
    expect(inputsOf(test, 'exports.write')).toMatchObject([{ basedOn: stateDigest }])
  })

  it('leaves no answer about phrases that were changed meanwhile', async () => {
    const canned = cannedAnswers({})
    let as: string | null = null
    const test = await openWindow({
      answers: {
        'attributions.together': async (input) => {
          const together = await canned['attributions.together'](input)
          return { ...together, as: as ?? together.as }
        },
      },
    })
    await goTo('sources')
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await pressAt('main [role="tab"]:nth-of-type(2)')
    await press('Estimate')
    as = 'c'.repeat(64)
    test.emit({ kind: 'changed' })
    await settle()
    expect(document.querySelector('[role="dialog"] form')).toBeNull()
    await press('Close')
    expect(inputsOf(test, 'sources.save')).toEqual([])
  })
})

describe('a form that is sent before its last change is drawn', () => {
  it('keeps that change, to be saved by itself', async () => {
    const test = await openPublication({})
    await pressAt('#publication-tab-wording')
    const field = (await untilFound('main .cm-content')) as HTMLElement
    const select = async (anchor: number, head: number): Promise<void> => {
      EditorView.findFromDOM(field)?.dispatch({ selection: { anchor, head } })
      await settle()
    }
    await select(14, 18)
    await press('Replace here')
    await select(5, 12)
    const takeOut = [...document.querySelectorAll<HTMLElement>('main button')].find(
      ({ textContent }) => textContent === 'Replace here',
    )
    // In one task: React draws nothing in between.
    takeOut?.click()
    field.closest('form')?.requestSubmit()
    await settle()
    const removed = (at: number): number | undefined =>
      (inputsOf(test, 'publications.save') as In<'publications.save'>[])[at]?.content.reports[0]
        ?.redactions.length
    expect(removed(0)).toBe(2)
    expect(document.querySelector('main form')).not.toBeNull()
    await press('Save')
    expect(removed(1)).toBe(3)
  })
})
