import { afterEach, describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { cannedRecords, recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  hush,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'
import { isLong } from './view-languages.ts'

const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await settle()
}
const openSource = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('sources')
  ;((await untilFound('main [role="listitem"][aria-posinset="1"] button')) as HTMLElement).click()
  await settle()
  return test
}
const inputsOf = (test: TestVault, channel: string): unknown[] =>
  test.calls.filter((call) => call.channel === channel).map(({ input }) => input)
const dialog = () => page.getByRole('dialog')

const askFor = async (passphrase: string, reason: string): Promise<void> => {
  await userEvent.fill(dialog().getByLabelText('Passphrase for identities'), passphrase)
  await userEvent.fill(dialog().getByLabelText('Reason'), reason)
  await press('Show for a minute')
}

const onPaper = (media: string): Promise<unknown> =>
  (cdp() as unknown as { send: (method: string, input: object) => Promise<unknown> }).send(
    'Emulation.setEmulatedMedia',
    { media },
  )

const twins = [recordId(10), recordId(11)]

afterEach(closeWindow)

describe('sealing an identity', () => {
  it('saves the source with the identity, and keeps what was typed nowhere', async () => {
    const test = await openSource()
    await press('Seal identity…')
    await expectAccessible()
    await shoot('identity-seal')
    await press('Seal')
    await expect.element(page.getByText('Enter the name.')).toBeVisible()
    await userEvent.fill(dialog().getByLabelText('Name', { exact: true }), '박서연')
    await userEvent.fill(
      dialog().getByLabelText('Other names and spellings'),
      'Pak Sŏ-yŏn\n\n朴瑞姸',
    )
    await press('Seal')
    const [saved] = inputsOf(test, 'sources.save')
    expect(saved).toMatchObject({
      rev: 1,
      content: { codeName: 'Quiet Harbour' },
      identity: { name: '박서연', otherNames: ['Pak Sŏ-yŏn', '朴瑞姸'], contact: '', note: '' },
    })
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(document.documentElement.outerHTML).not.toContain('박서연')
  })

  it('is not offered where no desk is known: settings are', async () => {
    await openSource({
      answers: { 'identity.status': () => ({ ownKey: false, recipients: [], keyOpenUntil: null }) },
    })
    await expect
      .element(page.getByRole('button', { name: 'Seal identity…' }))
      .not.toBeInTheDocument()
    await press('Go to settings')
    await expect.element(page.getByRole('heading', { name: 'Identities' })).toBeVisible()
  })
})

describe('opening an identity', () => {
  it('asks for passphrase and reason, shows the identity for a limited time, and prevents copying', async () => {
    const test = await openSource()
    await press('Show identity…')
    await askFor('', '')
    expect(inputsOf(test, 'identity.read')).toEqual([])
    await askFor('five other words for it', 'To call back')
    expect(inputsOf(test, 'identity.read')).toMatchObject([{ reason: 'To call back' }])
    const name = dialog().getByText('박서연')
    await expect.element(name).toBeVisible()
    const clock = dialog().getByRole('timer').element()
    expect(clock.textContent).toMatch(/^Closes in \d+ seconds$/)
    await expectAccessible()
    await shoot('identity-open')
    const shown = name.element()
    expect(getComputedStyle(shown).userSelect).toBe('none')
    const copied = new ClipboardEvent('copy', { bubbles: true, cancelable: true })
    expect(shown.dispatchEvent(copied)).toBe(false)
    await press('Close now')
    await expect.element(name).not.toBeInTheDocument()
  })

  it('closes by itself when the time is up', async () => {
    await openSource({
      answers: {
        'identity.read': () => ({
          identities: [{ name: '박서연', otherNames: [], contact: '', note: '' }],
          seconds: 1,
        }),
      },
    })
    await press('Show identity…')
    await askFor('five other words for it', 'To call back')
    await expect.element(dialog()).not.toBeInTheDocument()
  })

  it('closes on time even if records are read again meanwhile, and is not printed', async () => {
    let rev = 1
    const test = await openSource({
      answers: {
        'identity.read': () => ({
          identities: [{ name: '박서연', otherNames: [], contact: '', note: '' }],
          seconds: 4,
        }),
        'sources.get': ({ id }) => {
          const found = cannedRecords().sources.find((source) => source.id === id)
          if (found === undefined) throw new Refuse('not-found')
          rev += 1
          return { ...found, rev }
        },
      },
    })
    await press('Show identity…')
    await askFor('five other words for it', 'To call back')
    const name = dialog().getByText('박서연').element()
    const changes = setInterval(() => test.emit({ kind: 'changed' }), 200)
    try {
      await onPaper('print')
      expect(name.checkVisibility()).toBe(false)
      await onPaper('')
      await expect.element(dialog()).not.toBeInTheDocument()
    } finally {
      clearInterval(changes)
    }
    expect(document.documentElement.outerHTML).not.toContain('박서연')
  })

  it('says beside the field that the passphrase is wrong', async () => {
    await openSource({
      answers: {
        'identity.read': () => {
          throw new Refuse('wrong-passphrase')
        },
      },
    })
    await press('Show identity…')
    await askFor('not these words', 'To call back')
    await expect.element(page.getByText(/This passphrase does not open it/)).toBeVisible()
  })
})

describe('the keys of identities', () => {
  const openSettings = async (
    options: Parameters<typeof openWindow>[0] = {},
  ): Promise<TestVault> => {
    const test = await openWindow(options)
    await goToSettings('identities')
    document.getElementById('identities')?.scrollIntoView()
    await settle()
    return test
  }

  it('are opened with a reason, and only then replaced', async () => {
    const test = await openSettings()
    await expect.element(page.getByRole('button', { name: 'Replace…' })).toBeDisabled()
    await expectAccessible()
    await shoot('identity-settings')
    await press('Open…')
    await userEvent.fill(dialog().getByLabelText('Passphrase for identities'), 'five other words')
    await userEvent.fill(dialog().getByLabelText('Reason'), 'Second editor')
    await press('Open the key')
    expect(inputsOf(test, 'identity.openKey')).toEqual([
      { passphrase: 'five other words', reason: 'Second editor' },
    ])
    await expect.element(page.getByText('Identity key open')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Replace…' })).toBeEnabled()
    await press('Close now')
    await expect
      .element(page.getByRole('region', { name: 'Identities' }).getByText('Identity key locked'))
      .toBeVisible()
  })

  it('say at the field of the new passphrase that no recovery code replaces it', async () => {
    await openSettings()
    await press('Open…')
    await userEvent.fill(dialog().getByLabelText('Passphrase for identities'), 'five other words')
    await userEvent.fill(dialog().getByLabelText('Reason'), 'Second editor')
    await press('Open the key')
    await press('Replace…')
    await expect
      .element(dialog().getByLabelText('Passphrase for identities'))
      .toHaveAccessibleDescription(/No recovery code opens identities/)
    hush()
    await expectAccessible()
    await shoot('identity-create')
  })

  it('take another desk’s public half, whole or not at all', async () => {
    const test = await openSettings()
    await press('Add a public key…')
    await expectAccessible()
    await userEvent.fill(dialog().getByLabelText('Name of the desk'), 'Third desk')
    await userEvent.fill(dialog().getByLabelText('Public key'), 'age1nothing')
    await press('Add')
    await expect.element(page.getByText(/This is not a desk’s public key/)).toBeVisible()
    await userEvent.fill(
      dialog().getByLabelText('Public key'),
      `${'A'.repeat(811)}\n${'b'.repeat(811)}`,
    )
    await press('Add')
    expect(inputsOf(test, 'identity.addRecipient')).toHaveLength(1)
    await expect.element(page.getByText('Third desk')).toBeVisible()
    await press('Remove Third desk')
    expect(inputsOf(test, 'identity.removeRecipient')).toEqual([])
    hush()
    await expectAccessible()
    await shoot('identity-remove')
    await press('Remove the key')
    expect(inputsOf(test, 'identity.removeRecipient')).toHaveLength(1)
  })

  it.each(isLong ? (['ko', 'zh'] as const) : (['ko'] as const))(
    'are told about in %s',
    async (language) => {
      await openSettings({ language })
      await shoot(`identity-settings-${language}`)
      await expectAccessible()
      expectNothingCut()
    },
  )

  it('fit in a longer language, with none there yet', async () => {
    await openSettings({ words: longWords, empty: true })
    await shoot('identity-settings-empty')
    expectNothingCut()
  })
})

describe('sources of one origin', () => {
  it('are proposed while the key is open, and kept once a person confirms', async () => {
    const test = await openSource({
      answers: {
        'identity.status': () => ({
          ownKey: true,
          recipients: [],
          keyOpenUntil: Date.parse('2024-04-12T09:40:00Z'),
        }),
        'sources.proposeOrigins': () => [twins],
      },
    })
    await expect.element(page.getByText(/is similar to that of Copper Lantern/)).toBeVisible()
    await expectAccessible()
    await shoot('identity-origins')
    await press('Same person')
    const [saved] = inputsOf(test, 'sources.save')
    expect(saved).toMatchObject({ content: { sameOrigin: [twins[1]] } })
  })
})
