import { afterEach, describe, expect, it } from 'vitest'
import type { TestVaultOptions } from './answers.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { inventory } from './wipe-answers.ts'
import { accessible, called, last, press, type } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { isLong } from './view-languages.ts'
import { closeWindow, goToSettings, longWords, openWindow, settle, shoot } from './window.tsx'

afterEach(closeWindow)

const good = 'orbit cactus lemon tiger window spoon'
const said = (): string =>
  document.querySelector('[role="dialog"], [role="alertdialog"]')?.textContent ?? ''
const says = async (words: string): Promise<void> => expect.poll(said).toContain(words)
const tick = async (): Promise<void> => {
  document.querySelector<HTMLElement>('[role="dialog"] input[type="checkbox"]')?.click()
  await settle()
}

const limits = [
  'It is not deniable.',
  'It does not reach copies of the disk',
  'keep remnants',
  'may be a crime where you are',
  'never advises you to lie',
]

const settingsWith = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goToSettings('wipe')
  await settle()
  document.getElementById('wipe')?.scrollIntoView()
  await settle(100)
  return test
}
const isSet: TestVaultOptions = {
  answers: { 'wipe.status': () => ({ wipe: { keyFile: false } }) },
}
const pressLast = async (selector: string): Promise<void> => {
  ;[...document.querySelectorAll<HTMLElement>(selector)].at(-1)?.click()
  await settle()
}
/** The last button of the section, in whatever language. */
const border = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await settingsWith(options)
  await pressLast('#wipe button')
  return test
}

describe('a wipe passphrase', () => {
  it('is set only after the app has said what it does and what it does not do', async () => {
    const test = await settingsWith()
    await shoot('wipe-settings')
    await accessible()
    await press('Set…')
    await says('there is no way back')
    for (const limit of limits) await says(limit)
    await shoot('wipe-set')
    await accessible()
    await press('Set')
    await says('Type your passphrase.')
    await type('Current passphrase', 'seven plain words')
    await type('Wipe passphrase', good)
    await type('Repeat the passphrase', good)
    await press('Set')
    await says('Tick this first.')
    expect(called(test, 'wipe.set')).toBe(false)
    await tick()
    await press('Set')
    expect(last(test, 'wipe.set')).toEqual({
      passphrase: 'seven plain words',
      keyFile: null,
      wipe: good,
      wipeKeyFile: null,
    })
    await expect.poll(said).toBe('')
  })

  it('that could be typed by mistake is refused in words', async () => {
    await settingsWith({
      answers: {
        'wipe.set': () => {
          throw new Refuse('same-credential', ['wipe'])
        },
      },
    })
    await press('Set…')
    await type('Current passphrase', 'seven plain words')
    await type('Wipe passphrase', good)
    await type('Repeat the passphrase', good)
    await tick()
    await press('Set')
    await says('already used, or too similar')
    await accessible()
  })

  it('is seen while the vault is open, and can be removed', async () => {
    const test = await settingsWith(isSet)
    expect(document.getElementById('wipe')?.textContent).toContain(
      'Set. Typed at the unlock screen',
    )
    await shoot('wipe-is-set')
    await accessible()
    await press('Remove…')
    await says('Older copies of the vault folder still accept it')
    await accessible()
    await type('Passphrase', 'seven plain words')
    await press('Remove')
    expect(last(test, 'wipe.remove')).toEqual({
      passphrase: 'seven plain words',
      keyFile: null,
    })
  })

  it('has a dry run: asked for, and shown step by step what it would do', async () => {
    const test = await settingsWith(isSet)
    await press('Dry run…')
    await type('Wipe passphrase', good)
    await press('Show what would happen')
    expect(last(test, 'wipe.dryRun')).toEqual({ act: 'wipe', passphrase: good, keyFile: null })
    await says('Nothing was changed')
    await says('All 2 ways')
    await says('37 records would be lost permanently: 3 cases, 14 reports, 6 sources, 14 others.')
    await says('5 sealed identities')
    await says('5 attachments')
    await says('An empty vault would open')
    for (const limit of limits) await says(limit)
    await shoot('wipe-dry-run')
    await accessible()
  })

  it('has no dry run without the passphrase', async () => {
    await settingsWith({
      answers: {
        ...isSet.answers,
        'wipe.dryRun': () => {
          throw new Refuse('wrong-passphrase')
        },
      },
    })
    await press('Dry run…')
    await type('Wipe passphrase', good)
    await press('Show what would happen')
    await says('This is not the wipe passphrase')
    await accessible()
  })
})

describe('before a border', () => {
  it('shows what still lies here, and leads to a hand-over', async () => {
    await border()
    await shoot('border')
    await accessible()
    const main = document.querySelector('main')?.textContent ?? ''
    for (const words of [
      'Still on this device',
      'Reports14',
      'Sealed identities5',
      '5 (48.2 MB)',
    ]) {
      expect(main).toContain(words)
    }
    expect(main).toContain('No backup or hand-over has been made from this vault.')
    for (const limit of limits) expect(main).toContain(limit)
    await press('Hand over')
    await expect
      .poll(() => document.querySelector('main h1')?.textContent)
      .toBe('What do you want to hand over and erase here?')
  })

  it('destroys the vault only with its passphrase, a word typed out, and the loss accepted', async () => {
    const test = await border()
    await press('Destroy…')
    for (const limit of limits) await says(limit)
    await says('would be left of the vault')
    await shoot('border-destroy')
    await accessible()
    await press('Destroy')
    await says('Tick this first, or make a backup')
    await tick()
    await press('Destroy')
    await says('Type your passphrase.')
    await type('Passphrase', 'seven plain words')
    await type('Type DESTROY', 'destroy')
    await press('Destroy')
    await says('Type exactly DESTROY.')
    expect(called(test, 'wipe.destroy')).toBe(false)
    await type('Type DESTROY', 'DESTROY')
    await press('Destroy')
    expect(last(test, 'wipe.destroy')).toEqual({
      passphrase: 'seven plain words',
      keyFile: null,
      isLossAccepted: true,
    })
    // The processes, and all that they still hold, end.
    await expect.poll(() => called(test, 'app.lock')).toBe(true)
  })

  it('asks for no such word where something was handed over', async () => {
    const handed = { ...inventory, handedOver: 12, lastBackup: '2024-04-12' }
    const test = await border({ answers: { 'wipe.inventory': () => handed } })
    expect(document.querySelector('main')?.textContent).toContain('12 records handed over')
    await press('Destroy…')
    expect(document.querySelector('[role="dialog"] input[type="checkbox"]')).toBeNull()
    await type('Passphrase', 'seven plain words')
    await type('Type DESTROY', 'DESTROY')
    await press('Destroy')
    expect(last(test, 'wipe.destroy')).toMatchObject({ isLossAccepted: false })
  })

  it('has a dry run of the end of the vault', async () => {
    const test = await border()
    await press('Dry run…')
    await type('Passphrase', 'seven plain words')
    await press('Show what would happen')
    expect(last(test, 'wipe.dryRun')).toMatchObject({ act: 'destroy' })
    await says('the app would show its first screen')
    await accessible()
  })
})

const screens: Readonly<Record<string, (options: TestVaultOptions) => Promise<unknown>>> = {
  border,
  'border-end': async (options) => {
    await border(options)
    await pressLast('main section button')
  },
  'wipe-set': async (options) => {
    await settingsWith(options)
    document.querySelector<HTMLElement>('#wipe button')?.click()
    await settle(300)
  },
}

describe.each(Object.entries(screens))('%s', (name, show) => {
  // In English and light, what people do above shows it.
  it.runIf(isLong).each([
    ['dark', 'ko'],
    ['light', 'zh'],
    ['contrast', 'en'],
  ] as const)('has no fault that axe knows, in %s and %s', async (theme, language) => {
    await show({ theme, language })
    await shoot(`${name}-${theme}-${language}`)
    await accessible()
  })

  it('has room for words that are 40 per cent longer, and can be used without a mouse', async () => {
    await show({ theme: 'light', words: longWords } as TestVaultOptions)
    await shoot(`${name}-long`)
    expectNothingCut()
    expectReachable()
  })
})
