import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Attachment } from '../../src/shared/attachments.ts'
import type { Answers, TestVaultOptions } from './answers.ts'
import { cleanedCopy } from './attachment-answers.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { called, last, openFiles, press, pressAt } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import { recordId } from './records.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords, settle, untilFound } from './window.tsx'

/** Each press of "Add a file" attaches the next of these. */
const chosen = (...files: Partial<Attachment>[]): Answers => {
  let next = 0
  return {
    'attachments.add': () => {
      const file = files[next % files.length]
      next += 1
      return {
        id: recordId(30 + next),
        name: 'market.jpg',
        mediaType: 'image/jpeg',
        bytes: 2_400_000,
        digest: next.toString(16).padStart(64, 'c'),
        cleaned: null,
        ...file,
      }
    },
  }
}
const addFile = async (): Promise<void> => {
  await untilFound('main [role="tabpanel"] button')
  ;[...document.querySelectorAll<HTMLElement>('main [role="tabpanel"] button')].at(-1)?.click()
  await settle()
}
const cleanFirst = (): Promise<void> => pressAt('main [role="tabpanel"] li button')
const savedCopies = (test: TestVault): (string | null)[] | undefined =>
  (
    last(test, 'reports.save') as { content: typeof emptyReport } | undefined
  )?.content.attachments?.map(({ cleaned }) => cleaned?.digest ?? null)

afterEach(closeWindow)

describe('an image of a report', () => {
  it('is cleaned by pressing a button, and its copy is listed below it with a preview', async () => {
    const test = await openFiles()
    await press('Add a file')
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
    expect(document.querySelector('canvas')).toBeNull()
    await press('Clean market.jpg')
    await expect.element(page.getByText('Original', { exact: true })).toBeVisible()
    await expect.element(page.getByText('Cleaned copy', { exact: true })).toBeVisible()
    await expect
      .element(page.getByRole('img', { name: 'Thumbnail of the cleaned copy of market.jpg' }))
      .toBeVisible()
    const canvas = document.querySelector('canvas')
    expect([...(canvas?.getContext('2d')?.getImageData(0, 0, 1, 1).data ?? [])]).toEqual([
      120, 160, 210, 255,
    ])
    await expect.element(page.getByText('Not cleaned')).not.toBeInTheDocument()
    await expect.poll(() => savedCopies(test)).toEqual([cleanedCopy.digest])
  })

  it('shows that it is being cleaned, and stops when it is told to', async () => {
    let give: (error: Error) => void = () => undefined
    const test = await openFiles({
      answers: {
        'attachments.clean': () => new Promise((_, reject) => (give = reject)),
        'tasks.cancel': () => {
          give(new Refuse('cancelled'))
          return {}
        },
      },
    })
    await press('Add a file')
    await press('Clean market.jpg')
    await expect.element(page.getByRole('progressbar', { name: 'Cleaning' })).toBeVisible()
    await press('Cancel the cleaning of market.jpg')
    await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument()
    expect(called(test, 'tasks.cancel')).toBe(true)
    expect(document.querySelector('[role="alert"]')).toBeNull()
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
  })

  it('that cannot be read says so, and stays not cleaned', async () => {
    await openFiles({
      answers: {
        'attachments.clean': () => {
          throw new Refuse('broken-image')
        },
      },
    })
    await press('Add a file')
    await press('Clean market.jpg')
    await expect.element(page.getByText('This image cannot be read')).toBeVisible()
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
  })

  it('of several pictures says that the copy is only the first', async () => {
    await openFiles({ answers: { 'attachments.clean': () => ({ ...cleanedCopy, frames: 24 }) } })
    await press('Add a file')
    await press('Clean market.jpg')
    await expect.element(page.getByText(/The first of 24 pictures/)).toBeVisible()
  })

  it('that is only called cleaned is not shown, and is marked', async () => {
    await openFiles({
      answers: {
        ...chosen({ cleaned: cleanedCopy }),
        'attachments.preview': () => ({ preview: null }),
      },
    })
    await press('Add a file')
    await expect.element(page.getByText('Labelled clean, but contains hidden data')).toBeVisible()
    expect(document.querySelector('canvas')).toBeNull()
  })
})

describe('several images', () => {
  it('are cleaned with one press, each for itself', async () => {
    const test = await openFiles({
      answers: chosen({ name: 'a.jpg' }, { name: 'b.png', mediaType: 'image/png' }),
    })
    await press('Add a file')
    await press('Add a file')
    await press('Clean all images')
    await expect.poll(() => savedCopies(test)).toEqual([cleanedCopy.digest, cleanedCopy.digest])
  })
})

describe('a file that is no image', () => {
  it('is marked as not cleaned, has no button for it, and is never shown', async () => {
    const test = await openFiles({ answers: chosen({ name: 'a.mp3', mediaType: 'audio/mpeg' }) })
    await press('Add a file')
    await expect.element(page.getByText('Not cleaned')).toBeVisible()
    expect(page.getByRole('button', { name: 'Clean a.mp3' }).elements()).toEqual([])
    expect(called(test, 'attachments.preview')).toBe(false)
  })
})

describe('a decrypted copy', () => {
  it('is made of the cleaned copy when that is asked for', async () => {
    const test = await openFiles()
    await press('Add a file')
    await press('Clean market.jpg')
    await press('Save a decrypted copy of the cleaned market.jpg')
    await press('Choose a folder')
    await expect
      .poll(() => last(test, 'attachments.save'))
      .toMatchObject({ attachment: cleanedCopy.id, confirmed: true })
  })
})

/** A cleaned file, one that is being cleaned, and one that cannot be cleaned. */
const allThree = async (): Promise<void> => {
  await addFile()
  await cleanFirst()
  await untilFound('canvas')
  await addFile()
  await addFile()
  await pressAt('main [role="tabpanel"] li:nth-of-type(2) button')
  await untilFound('[role="progressbar"]')
}
const options = (): TestVaultOptions => {
  let cleanings = 0
  return {
    answers: {
      ...chosen({}, { name: 'bridge.jpg' }, { name: 'talk.mp3', mediaType: 'audio/mpeg' }),
      'attachments.clean': () => {
        cleanings += 1
        return cleanings === 1 ? cleanedCopy : new Promise(() => undefined)
      },
    },
  }
}

describe('files, cleaned and not', () => {
  for (const language of viewLanguages) {
    it(`have no fault that axe knows, in ${language} and every theme`, async () => {
      await openFiles({ ...options(), language })
      await allThree()
      await expectFineInThemes('files-cleaned', language)
      expectReachable()
    })
  }

  it('have room for words that are 40 per cent longer', async () => {
    await openFiles({ ...options(), words: longWords })
    await allThree()
    expectNothingCut()
  })
})
