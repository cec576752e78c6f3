import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../src/renderer/i18n/messages.ts'
import type { MessageKey } from '../../src/renderer/i18n/messages.ts'
import { viewLanguages } from './view-languages.ts'
import { cannedAnswers } from './answers.ts'
import { Refuse } from './saved-records.ts'
import { accessible, inputsOf, type } from './page-objects.ts'
import { closeWindow, openWindow, settle, shoot, untilFound } from './window.tsx'

const good = 'orbit cactus lemon tiger window spoon'

const press = async (name: string): Promise<void> =>
  userEvent.click(page.getByRole('button', { name, exact: true }))
const alertText = (): string =>
  [...document.querySelectorAll('[role="alert"]')].map((alert) => alert.textContent).join(' ')

afterEach(closeWindow)

describe('the first start', () => {
  const begin = async () => {
    const test = await openWindow({ state: 'none' })
    await press('Set up a new vault')
    return test
  }
  const created = (test: Awaited<ReturnType<typeof begin>>): unknown =>
    test.calls.find(({ channel }) => channel === 'vault.create')?.input

  it('refuses a passphrase that is easy to guess, and says so beside it', async () => {
    const test = await begin()
    await type('Passphrase', 'password12345')
    await type('Repeat the passphrase', 'password12345')
    await press('Make the vault')
    await expect.poll(alertText).toContain('Too easy to guess')
    expect(created(test)).toBeUndefined()
  })

  it('refuses two passphrases that differ', async () => {
    const test = await begin()
    await type('Passphrase', good)
    await type('Repeat the passphrase', `${good}x`)
    await press('Make the vault')
    await expect.poll(alertText).toContain('do not match')
    expect(created(test)).toBeUndefined()
  })

  it('fills the suggestion in, but has it typed once more', async () => {
    const test = await begin()
    const words = (await untilFound('output')).textContent
    await press('Use these words')
    await press('Make the vault')
    await expect.poll(alertText).toContain('do not match')
    await type('Repeat the passphrase', words)
    await press('Make the vault')
    await expect.poll(() => created(test)).toMatchObject({ passphrase: words, keyFile: null })
  })

  it('opens the vault once the last group of the sheet has been typed, and asks no more', async () => {
    const test = await begin()
    await type('Passphrase', good)
    await type('Repeat the passphrase', good)
    await press('Make the vault')
    expect((await untilFound('[data-testid="recovery-code"]')).children).toHaveLength(9)
    await press('I have it on paper')
    await expect.poll(alertText).toContain('not the last group')
    // As people type it: lower case, 1 for I.
    await type('Type the last group from your copy', 'miqt')
    await press('I have it on paper')
    await untilFound('nav')
    expect(document.body.textContent).not.toContain('7K3M')
    expect(inputsOf(test, 'settings.set')).toMatchObject([{ recoveryConfirmed: true }])
    expect(document.body.textContent).not.toContain('Recovery code not confirmed.')
    expect(created(test)).toMatchObject({ passphrase: good, language: 'en' })
  })

  const putOff = async (options: Parameters<typeof openWindow>[0] = {}) => {
    const test = await openWindow({ state: 'none', ...options })
    const { language = 'en' } = options
    const words = (key: MessageKey): string => messages[language][key]
    await press(words('unlock.begin'))
    await type(words('unlock.passphrase'), good)
    await type(words('unlock.repeat'), good)
    await press(words('unlock.create'))
    await untilFound('[data-testid="recovery-code"]')
    await shoot(`sheet-${language}-${options.theme ?? 'light'}`)
    await press(words('unlock.sheetLater'))
    await untilFound('nav')
    return { test, words }
  }

  it('opens the vault with an empty note when the proof is put off, and says so until it is given', async () => {
    const { test } = await putOff()
    await expect.poll(() => document.activeElement?.tagName).toBe('TEXTAREA')
    expect(inputsOf(test, 'settings.set')).toEqual([])
    await userEvent.keyboard('What she told me')
    await expect.element(page.getByText('Recovery code not confirmed.')).toBeVisible()
    // The window keeps no more of the code than its last group.
    expect(document.body.textContent).not.toContain('7K3M')
    await press('Confirm…')
    await expect.element(page.getByLabelText('Type the last group from your copy')).toHaveFocus()
    await userEvent.keyboard('7K3M{Enter}')
    await expect.poll(alertText).toContain('not the last group')
    await type('Type the last group from your copy', 'm1qt')
    await press('I have it on paper')
    await expect.element(page.getByText('Recovery code confirmed.')).toBeVisible()
    expect(inputsOf(test, 'settings.set')).toMatchObject([{ recoveryConfirmed: true }])
    await expect.element(page.getByText('Recovery code not confirmed.')).not.toBeInTheDocument()
  })

  it.each(viewLanguages)('shows both in every language and theme (%s)', async (language) => {
    for (const theme of ['light', 'dark'] as const) {
      const { words } = await putOff({ language, theme })
      await press(words('unlock.confirm'))
      await expect.element(page.getByRole('dialog')).toBeVisible()
      await accessible()
      await shoot(`confirm-${language}-${theme}`)
      closeWindow()
    }
  })

  it('after a lock can only be given for a new code: the old one is not known any more', async () => {
    const made: unknown[] = []
    const settings = await cannedAnswers({})['settings.get']({})
    const test = await openWindow({
      answers: {
        'settings.get': () => ({ ...settings, recoveryConfirmed: made.length > 0 }),
        'vault.newRecoveryCode': (input) => {
          made.push(input)
          return {}
        },
      },
    })
    await expect.element(page.getByText('Recovery code not confirmed.')).toBeVisible()
    await shoot('recovery-after-lock')
    await press('New code…')
    await press('Show a new code')
    await untilFound('[data-testid="recovery-code"]')
    await type('Type the last group from your copy', 'm1qt')
    await press('I have it on paper')
    await type('Passphrase', good)
    await press('Make the new code valid')
    await expect.poll(() => made).toHaveLength(1)
    await expect.element(page.getByText('Recovery code not confirmed.')).not.toBeInTheDocument()
    // Only the vault notes that a new code was proved.
    expect(inputsOf(test, 'settings.set')).toEqual([])
  })

  it('warns before it prints', async () => {
    const test = await begin()
    await type('Passphrase', good)
    await type('Repeat the passphrase', good)
    await press('Make the vault')
    await untilFound('[data-testid="recovery-code"]')
    // A printer may keep the code; a file would be worse.
    expect(document.body.textContent).not.toContain('PDF')
    await press('Print')
    await untilFound('[role="alertdialog"]')
    expect(page.getByRole('button', { name: /PDF/ }).elements()).toEqual([])
    expect(test.calls.some(({ channel }) => channel === 'app.print')).toBe(false)
    await userEvent.click(page.getByRole('alertdialog').getByRole('button', { name: 'Print' }))
    await expect.poll(() => test.calls.some(({ channel }) => channel === 'app.print')).toBe(true)
  })

  it('speaks another language as soon as it is chosen', async () => {
    await openWindow({ state: 'none' })
    await userEvent.click(page.getByText('한국어'))
    await expect.element(page.getByRole('heading', { name: '보관함 만들기' })).toBeVisible()
    expect(document.documentElement.lang).toBe('ko')
  })
})

const builtBefore = (days: number) => ({
  'app.info': () => ({
    runtime: 'official' as const,
    electron: '45.0.0',
    network: 'isolated' as const,
    platform: 'linux x64',
    version: '0.1.0',
    builtDay: new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10),
    releaseIndex: 7,
    language: 'en' as const,
    vaultName: 'Field notes',
    hasVault: true,
    textSize: 100 as const,
  }),
})

describe('an app that cannot look for a newer one', () => {
  it('says so itself from sixty days after it was built', async () => {
    await openWindow({ state: 'locked', answers: builtBefore(60) })
    await untilFound('input[name="passphrase"]')
    expect(document.body.textContent).toContain('This build is 60 days old')
  })

  it('says nothing earlier, nor where the clock is before its build day', async () => {
    for (const days of [59, -400]) {
      await openWindow({ state: 'locked', answers: builtBefore(days) })
      await untilFound('input[name="passphrase"]')
      expect(document.body.textContent).not.toContain('days old')
      closeWindow()
    }
  })
})

describe('unlocking', () => {
  it('says what to do after a wrong passphrase, and lets it be typed over', async () => {
    await openWindow({ state: 'locked' })
    await type('Passphrase', 'wrong')
    await userEvent.keyboard('{Enter}')
    await expect.poll(alertText).toContain('key file')
    const field = document.activeElement as HTMLInputElement
    expect([field.name, field.selectionStart, field.selectionEnd]).toEqual(['passphrase', 0, 5])
  })

  it('keeps no passphrase in the page once the vault is open', async () => {
    await openWindow({ state: 'locked' })
    await type('Passphrase', good)
    await userEvent.keyboard('{Enter}')
    await untilFound('nav')
    const fields = [...document.querySelectorAll('input')].map((field) => field.value)
    expect(fields.filter((value) => value.includes('orbit'))).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('orbit cactus')
  })

  it('sends the key file that was chosen', async () => {
    const test = await openWindow({ state: 'locked' })
    await press('Use a key file…')
    await expect.element(page.getByText('winter.jpg')).toBeVisible()
    await type('Passphrase', good)
    await userEvent.keyboard('{Enter}')
    await untilFound('nav')
    const { input } = test.calls.find(({ channel }) => channel === 'vault.unlock') ?? {}
    expect((input as { keyFile: string }).keyFile).toMatch(/^keyFile\.[0-9a-f]{32}$/)
  })

  it('says that the key takes time, and takes no second press meanwhile', async () => {
    let finish = (): void => undefined
    const test = await openWindow({
      state: 'locked',
      answers: {
        'vault.unlock': () =>
          new Promise((done) => {
            finish = () => done({ state: 'open', reason: null, repaired: false })
          }),
      },
    })
    await type('Passphrase', good)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('progressbar')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(test.calls.filter(({ channel }) => channel === 'vault.unlock')).toHaveLength(1)
    finish()
    await untilFound('nav')
  })

  it('can be cancelled while the key is made, and lets the passphrase be typed over', async () => {
    let refuse = (): void => undefined
    const test = await openWindow({
      state: 'locked',
      answers: {
        'vault.unlock': () =>
          new Promise((_, reject) => {
            refuse = () => reject(new Refuse('cancelled'))
          }),
        'tasks.cancel': () => {
          refuse()
          return {}
        },
      },
    })
    await type('Passphrase', good)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('progressbar')).toBeVisible()
    await shoot('unlock-cancel')
    await press('Cancel')
    await expect.poll(() => document.querySelector('[role="progressbar"]')).toBeNull()
    const [asked] = inputsOf(test, 'vault.unlock')
    expect(inputsOf(test, 'tasks.cancel')).toEqual([{ task: (asked as { task: string }).task }])
    expect(alertText()).toBe('')
    expect((document.activeElement as HTMLInputElement).name).toBe('passphrase')
  })

  it('explains a vault that is in use, and tries again', async () => {
    let busy = true
    await openWindow({
      answers: {
        'vault.status': () => {
          if (busy) throw new Refuse('busy')
          return { state: 'locked', reason: null, repaired: false }
        },
      },
    })
    await expect.poll(alertText).toContain('open somewhere else')
    busy = false
    await press('Try again')
    await expect.element(page.getByLabelText('Passphrase', { exact: true })).toBeVisible()
  })

  it('says when Caps Lock is on', async () => {
    await openWindow({ state: 'locked' })
    const field = await untilFound('input[name="passphrase"]')
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true, bubbles: true }),
    )
    await expect.element(page.getByText('Caps Lock is on.')).toBeVisible()
  })
})

describe('a code that opens a vault read-only', () => {
  it('says that the new passphrase was not set, before the vault is shown', async () => {
    await openWindow({
      state: 'locked',
      answers: {
        'vault.recover': () => ({ state: 'rescue', reason: 'tampered', repaired: false }),
      },
    })
    await press('Use the recovery code')
    await userEvent.fill(await untilFound('input[name="recovery-code"]'), 'DJE5-7CZQ')
    await type('New passphrase', good)
    await type('Repeat the passphrase', good)
    await userEvent.keyboard('{Enter}')
    await expect.poll(alertText).toContain('The new passphrase was not set')
    expect(alertText()).toContain('the passphrase from before still open it')
    expect(document.querySelector('nav')).toBeNull()
    await press('Open read-only')
    await expect.poll(alertText).toContain('The passphrase cannot be changed.')
  })
})

describe('a code that does not open the vault', () => {
  it('can be typed over at once', async () => {
    await openWindow({
      state: 'locked',
      answers: {
        'vault.recover': () => {
          throw new Refuse('wrong-passphrase')
        },
      },
    })
    await press('Use the recovery code')
    await userEvent.fill(await untilFound('input[name="recovery-code"]'), 'DJE5-7CZQ')
    await type('New passphrase', good)
    await type('Repeat the passphrase', good)
    await userEvent.keyboard('{Enter}')
    await expect.poll(alertText).not.toBe('')
    await expect
      .poll(() => {
        const field = document.activeElement as HTMLInputElement
        return [field.name, field.selectionStart, field.selectionEnd]
      })
      .toEqual(['recovery-code', 0, 9])
  })
})
