import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { RedactionBox } from '../../src/shared/attachments.ts'
import { cleanedCopy, original, redactedCopy } from './attachment-answers.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { called, escape, last, openFiles, press, pressAt } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, longWords, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const thumbnail = 'main [role="tabpanel"] button:has(canvas)'
const stage = '[role="dialog"] [role="group"]:has(canvas)'
/** With a file in it that has a cleaned copy. */
const withCopy = async (
  { answers, ...options }: Parameters<typeof openFiles>[0] = {},
  copy = cleanedCopy,
): Promise<TestVault> => {
  const test = await openFiles({
    ...options,
    answers: { 'attachments.add': () => ({ ...original, cleaned: copy }), ...answers },
  })
  await pressAt('main [role="tabpanel"] button')
  await untilFound(thumbnail)
  return test
}
const view = async (options: Parameters<typeof openFiles>[0] = {}): Promise<TestVault> => {
  const test = await withCopy(options)
  await pressAt(thumbnail)
  await untilFound(stage)
  return test
}
const redact = async (
  options: Parameters<typeof openFiles>[0] = {},
  copy = cleanedCopy,
): Promise<TestVault> => {
  const test = await withCopy(options, copy)
  await pressAt(`${thumbnail} ~ button`)
  await untilFound(stage)
  return test
}
/** Its boxes need not end at blocks. */
const asPng = { ...cleanedCopy, name: 'image.png', mediaType: 'image/png' }
const percent = (): string => document.querySelector('output')?.textContent ?? ''
const transform = (): string =>
  document.querySelector<HTMLElement>('[role="dialog"] canvas')?.style.transform ?? ''
const boxes = (): string[] =>
  [...document.querySelectorAll(`${stage} button`)].map(
    (box) => box.getAttribute('aria-label') ?? '',
  )
const burned = (test: TestVault): readonly RedactionBox[] =>
  (last(test, 'attachments.redact') as { boxes: RedactionBox[] } | undefined)?.boxes ?? []
const savedDigest = (test: TestVault): string | undefined =>
  (last(test, 'reports.save') as { content: typeof emptyReport } | undefined)?.content
    .attachments?.[0]?.cleaned?.digest

/** A pointer pressed at one place of the picture and let go of at another, in its own pixels. */
const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
  const frame = await untilFound(stage)
  const canvas = (await untilFound('[role="dialog"] canvas')).getBoundingClientRect()
  const scale = canvas.width / 160
  const at = (type: string, [x, y]: readonly [number, number], target: Element) =>
    target.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        button: type === 'pointermove' ? -1 : 0,
        buttons: type === 'pointerup' ? 0 : 1,
        clientX: canvas.left + x * scale,
        clientY: canvas.top + y * scale,
      }),
    )
  const [x, y] = [canvas.left + from[0] * scale, canvas.top + from[1] * scale]
  const target = document.elementFromPoint(x, y) ?? frame
  // No real pointer is down, so none can be captured.
  ;(frame as HTMLElement).setPointerCapture = () => undefined
  at('pointerdown', from, target)
  await settle(20)
  at('pointermove', to, frame)
  await settle(20)
  at('pointerup', to, frame)
  await settle()
}

describe('a cleaned copy that is looked at closely', () => {
  it('names its kind, size and zoom, and is first shown whole', async () => {
    await view()
    const dialog = page.getByRole('dialog', { name: 'Cleaned copy of market.jpg' })
    await expect.element(dialog).toBeVisible()
    await expect.element(dialog.getByText('Cleaned copy', { exact: true })).toBeVisible()
    await expect.element(dialog.getByText(/160 × 120/)).toBeVisible()
    expect(percent()).toBe('100 %')
    const canvas = document.querySelector<HTMLCanvasElement>('[role="dialog"] canvas')
    expect([...(canvas?.getContext('2d')?.getImageData(0, 0, 1, 1).data ?? [])]).toEqual([
      120, 160, 210, 255,
    ])
  })

  it('comes closer and goes back by buttons, keys and the wheel', async () => {
    await view()
    await press('Zoom in')
    expect(percent()).toBe('125 %')
    await press('Zoom out')
    expect(percent()).toBe('100 %')
    ;((await untilFound(stage)) as HTMLElement).focus()
    await userEvent.keyboard('+++')
    expect(percent()).toBe('195 %')
    await userEvent.keyboard('-')
    expect(percent()).toBe('156 %')
    await userEvent.keyboard('1')
    expect(percent()).toBe('100 %')
    const wheel = (init: WheelEventInit) =>
      document
        .querySelector(stage)
        ?.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ...init }))
    expect(wheel({ deltaY: -500, ctrlKey: true })).toBe(false)
    await settle()
    expect(percent()).toBe('223 %')
    await userEvent.keyboard('0')
    expect(percent()).toBe('100 %')
  })

  it('is moved by arrow keys and by dragging, and never out of its frame', async () => {
    await view()
    ;((await untilFound(stage)) as HTMLElement).focus()
    await userEvent.keyboard('+'.repeat(12))
    const before = transform()
    await userEvent.keyboard('{ArrowRight}')
    const after = transform()
    expect(after).not.toBe(before)
    await userEvent.keyboard('{ArrowLeft}')
    expect(transform()).toBe(before)
    await drag([80, 60], [70, 60])
    expect(transform()).not.toBe(before)
    await userEvent.keyboard('{ArrowLeft}{ArrowUp}'.repeat(30))
    expect(transform()).toMatch(/^translate\(0px, 0px\)/)
  })

  it('releases its pixels when Escape closes it', async () => {
    await view()
    const canvas = (await untilFound('[role="dialog"] canvas')) as HTMLCanvasElement
    expect(canvas.width).toBe(160)
    await escape()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect([canvas.width, canvas.height]).toEqual([0, 0])
  })

  it('that is only called cleaned is not shown, nor is one that cannot be read', async () => {
    await withCopy({ answers: { 'attachments.view': () => ({ view: null }) } })
    await pressAt(thumbnail)
    await expect.element(page.getByText('Labelled clean, but contains hidden data')).toBeVisible()
    await withCopy({
      answers: {
        'attachments.view': () => {
          throw new Refuse('broken-image')
        },
      },
    })
    await pressAt(thumbnail)
    await expect.element(page.getByText('This image cannot be read')).toBeVisible()
  })
})

describe('boxes on it', () => {
  it('are drawn by pointer, grow to whole blocks, and are burned in as they are seen', async () => {
    const test = await redact()
    await drag([20, 20], [60, 50])
    expect(boxes()).toEqual(['Box 1: 48 by 48 pixels, 16 from the left, 16 from the top'])
    await press('Burn in 1 box')
    expect(burned(test)).toEqual([{ left: 16, top: 16, width: 48, height: 48 }])
    expect(last(test, 'attachments.redact')).toMatchObject({ digest: cleanedCopy.digest })
    await expect.poll(() => savedDigest(test)).toBe(redactedCopy.digest)
    await expect
      .poll(() => last(test, 'attachments.view'))
      .toMatchObject({
        digest: redactedCopy.digest,
      })
    await expect
      .element(page.getByRole('dialog').getByText('Redacted copy', { exact: true }))
      .toBeVisible()
    expect(boxes()).toEqual([])
    await press('Undo redaction')
    await expect.poll(() => savedDigest(test)).toBe(cleanedCopy.digest)
  })

  it('are made, moved, resized and removed by keys alone, and every step can be taken back', async () => {
    await redact({}, asPng)
    await press('Add a box')
    const first = 'Box 1: 32 by 24 pixels, 64 from the left, 48 from the top'
    expect(boxes()).toEqual([first])
    expect(document.activeElement?.getAttribute('aria-label')).toBe(first)
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(boxes()).toEqual(['Box 1: 32 by 24 pixels, 74 from the left, 58 from the top'])
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}{Control>}{ArrowLeft}{/Control}')
    const sized = 'Box 1: 42 by 24 pixels, 73 from the left, 58 from the top'
    expect(boxes()).toEqual([sized])
    await userEvent.keyboard('{Delete}')
    expect(boxes()).toEqual([])
    expect(document.activeElement).toBe(document.querySelector(stage))
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(boxes()).toEqual([sized])
    await userEvent.keyboard('{Control>}zzzz{/Control}')
    expect(boxes()).toEqual([])
    await userEvent.keyboard('{Control>}y{/Control}')
    expect(boxes()).toEqual([first])
  })

  it('are moved and resized by pointer', async () => {
    await redact({}, asPng)
    await drag([20, 20], [60, 50])
    expect(boxes()).toEqual(['Box 1: 40 by 30 pixels, 20 from the left, 20 from the top'])
    await drag([40, 40], [50, 45])
    expect(boxes()).toEqual(['Box 1: 40 by 30 pixels, 30 from the left, 25 from the top'])
    await drag([70, 55], [90, 75])
    expect(boxes()).toEqual(['Box 1: 60 by 50 pixels, 30 from the left, 25 from the top'])
  })

  it('are not lost by a slip: closing asks first', async () => {
    const test = await redact()
    await press('Add a box')
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByText('Discard 1 box?')).toBeVisible()
    await press('Cancel')
    expect(boxes()).toHaveLength(1)
    await userEvent.keyboard('{Escape}')
    await press('Discard and close')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(called(test, 'attachments.redact')).toBe(false)
  })

  it('stay when burning them in is refused, which says why', async () => {
    await redact({
      answers: {
        'attachments.redact': () => {
          throw new Refuse('image-process')
        },
      },
    })
    await press('Add a box')
    await press('Burn in 1 box')
    await untilFound('[role="dialog"] [role="alert"]')
    expect(boxes()).toHaveLength(1)
  })

  it('stay when burning them in is cancelled', async () => {
    let give: (error: Error) => void = () => undefined
    const test = await redact({
      answers: {
        'attachments.redact': () => new Promise((_, reject) => (give = reject)),
        'tasks.cancel': () => {
          give(new Refuse('cancelled'))
          return {}
        },
      },
    })
    await press('Add a box')
    await press('Burn in 1 box')
    await press('Cancel')
    expect(called(test, 'tasks.cancel')).toBe(true)
    await expect.element(page.getByRole('button', { name: 'Burn in 1 box' })).toBeVisible()
    expect(document.querySelector('[role="dialog"] [role="alert"]')).toBeNull()
    expect(boxes()).toHaveLength(1)
  })
})

/** Two boxes, one of them chosen. */
const twoBoxes = async (): Promise<void> => {
  await drag([20, 20], [60, 50])
  await drag([90, 70], [130, 100])
  ;((await untilFound(`${stage} button`)) as HTMLElement).focus()
  await settle()
}

describe('the viewer', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in any theme, in ${language}`, async () => {
      await redact({ language })
      await twoBoxes()
      expectReachable()
      await expectFineInThemes('viewer', language)
    })
  }

  it('has room for words that are 40 per cent longer', async () => {
    await redact({ words: longWords })
    await twoBoxes()
    expectNothingCut()
  })
})
