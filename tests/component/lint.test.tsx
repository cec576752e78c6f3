import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

type Content = typeof emptyReport

const saved = (test: TestVault): Content | undefined =>
  (
    test.calls.filter(({ channel }) => channel === 'reports.save').at(-1)?.input as
      { content: Content } | undefined
  )?.content

const press = async (name: string | RegExp): Promise<void> =>
  userEvent.click(page.getByRole('button', { name, exact: typeof name === 'string' }).first())

const marks = (): string[] =>
  [...document.querySelectorAll('.cm-lint')].map(
    (mark) => `${mark.getAttribute('data-severity')}: ${mark.textContent}`,
  )

const body = async (words: string): Promise<void> => {
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}a{/Control}')
  await userEvent.keyboard(words)
}

/** The draft that is written in Korean by its language, and in whatever words a test types. */
const start = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  return test
}

const phone = 'It reads 010-2938-4756 on top.'

afterEach(closeWindow)

describe('marks in the text', () => {
  it('come up by themselves after a pause, and go with the words', async () => {
    await start()
    await body(phone)
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
    await userEvent.keyboard('{Control>}a{/Control}{Backspace}Nothing here.')
    await expect.poll(marks).toEqual([])
  })

  it('say why when the caret is moved onto them', async () => {
    await start()
    await body(phone)
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
    await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowRight>12/}')
    await expect.element(page.getByText(/A number leads to its owner/)).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('.cm-lint-tip')).toBeNull()
  })

  it('are said to be missing when the check could not be done', async () => {
    let isBroken = true
    await start({
      answers: {
        'lint.check': ({ text }) => {
          if (isBroken) throw new Refuse('internal')
          const at = text.indexOf('010')
          if (at < 0) return { findings: [] }
          const end = at + 13
          return {
            findings: [{ family: 'phone', rule: 'phone', start: at, end, replacement: null }],
          }
        },
      },
    })
    await body(phone)
    await press('Not checked')
    await expect.element(page.getByText('The text could not be checked')).toBeVisible()
    isBroken = false
    await press('Check again')
    await expect.poll(marks).toEqual(['identifier: 010-2938-4756'])
    await expect
      .poll(() => document.body.textContent)
      .not.toContain('The text could not be checked')
  })
})

describe('the list of findings', () => {
  it('counts what is open, in the title too, and says why it matters', async () => {
    await start()
    await body(phone)
    await userEvent.fill(await untilFound('textarea[aria-label="Title"]'), 'From stone@example.org')
    await press(/open finding/)
    const panel = page.getByRole('region', { name: 'Findings' })
    await expect.element(panel.getByText('in the title')).toBeVisible()
    await expect.element(panel.getByText('010-2938-4756')).toBeVisible()
    await expect.element(panel.getByText(/An address leads to an account/)).toBeVisible()
  })

  it('replaces the words at the caret with one key', async () => {
    const test = await start({
      answers: {
        'lint.check': ({ text }) => {
          const at = text.indexOf('March 3')
          return {
            findings:
              at < 0
                ? []
                : [{ family: 'date', rule: 'day', start: at, end: at + 7, replacement: 'March' }],
          }
        },
      },
    })
    await body('They took her on March 3, at night.')
    await expect.poll(marks).toEqual(['context: March 3'])
    await userEvent.keyboard('{F8}')
    await settle()
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.poll(() => saved(test)?.body).toBe('They took her on March, at night.')
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.poll(marks).toEqual(['context: March 3'])
  })

  it('overrides a finding with a reason, which can be undone', async () => {
    const test = await start()
    await body(phone)
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
    await userEvent.keyboard('{F8}{Alt>}{Enter}{/Alt}')
    await userEvent.fill(page.getByRole('textbox', { name: 'Reason' }), 'ab')
    await press('Override')
    await expect.element(page.getByText(/Give a reason/)).toBeVisible()
    await userEvent.fill(page.getByRole('textbox', { name: 'Reason' }), 'A hotline everybody knows')
    await press('Override')
    await expect
      .poll(() => saved(test)?.overrides)
      .toMatchObject([
        { family: 'phone', quote: '010-2938-4756', reason: 'A hotline everybody knows' },
      ])
    await expect.poll(marks).toContain('overridden: 010-2938-4756')
    await press(/open finding/)
    await expect.element(page.getByText('Reason: A hotline everybody knows')).toBeVisible()
    await press('Undo override')
    await expect.poll(() => saved(test)?.overrides).toEqual([])
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
  })

  it('overrides no protected name, and says what to do instead', async () => {
    const name = 'Pak So-yon'
    const test = await start({
      answers: {
        'lint.check': ({ text }) => ({
          findings: text.includes(name)
            ? [
                {
                  family: 'name',
                  rule: 'protected-name',
                  start: text.indexOf(name),
                  end: text.indexOf(name) + name.length,
                  replacement: null,
                },
              ]
            : [],
        }),
      },
    })
    await body(`Then ${name} came.`)
    await expect.poll(marks).toContain(`identifier: ${name}`)
    await press(/open finding/)
    await expect.element(page.getByText(/If it is a different person/).first()).toBeVisible()
    expect(page.getByRole('button', { name: 'Override…' }).elements()).toEqual([])
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{F8}{Alt>}{Enter}{/Alt}')
    await settle()
    expect(page.getByRole('dialog').elements()).toEqual([])
    expect(saved(test)?.overrides ?? []).toEqual([])
  })

  it('drops a reason whose words are gone', async () => {
    const test = await start()
    await body(phone)
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
    await userEvent.keyboard('{F8}{Alt>}{Enter}{/Alt}')
    await userEvent.fill(page.getByRole('textbox', { name: 'Reason' }), 'A hotline')
    await press('Override')
    await expect.poll(() => saved(test)?.overrides.length).toBe(1)
    await body('No number any more.')
    await expect.poll(() => saved(test)?.overrides.length).toBe(0)
  })

  it('goes to a finding in a translation, whichever tab is shown', async () => {
    await start()
    await body('Nothing here.')
    await userEvent.click(page.getByRole('tab', { name: 'Translations' }))
    await press('Add a translation')
    await userEvent.click(
      (await untilFound('[role="tabpanel"] [role="tabpanel"] .cm-content')) as HTMLElement,
    )
    await userEvent.keyboard('그는 010-2938-4756 으로 전화했다.')
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
    await userEvent.click(page.getByRole('tab', { name: 'Text', exact: true }))
    await userEvent.click(await untilFound('textarea[aria-label="Title"]'))
    await userEvent.keyboard('{F8}')
    await expect.poll(() => getSelection()?.toString()).toBe('010-2938-4756')
  })
})

describe('filing', () => {
  it('says what is still open, and stays possible', async () => {
    const test = await start()
    await body(phone)
    await expect.poll(marks).toContain('identifier: 010-2938-4756')
    await press('Sign and file…')
    const dialog = page.getByRole('alertdialog')
    await expect.element(dialog.getByText('1 open finding')).toBeVisible()
    await expect.element(dialog.getByText('Phone number', { exact: true })).toBeVisible()
    await press('Sign and file')
    await expect.poll(() => test.calls.some(({ channel }) => channel === 'reports.file')).toBe(true)
  })
})
