import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { languages } from '../../src/shared/vocabularies.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { viewLanguages } from './view-languages.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  longWords,
  openWindow,
  shoot,
  untilFound,
} from './window.tsx'

afterEach(closeWindow)

type Options = NonNullable<Parameters<typeof openWindow>[0]>
const link = 'What Understory cannot do for you'
const press = async (name: string): Promise<void> =>
  userEvent.click(page.getByRole('button', { name, exact: true }))
const openPage = async (options: Options, name = link): Promise<HTMLElement> => {
  await openWindow(options)
  await press(name)
  return (await untilFound('[role="dialog"]')) as HTMLElement
}

describe('what the app cannot do', () => {
  it('is said before there is a vault, before one is open, and in the settings', async () => {
    for (const state of ['none', 'locked'] as const) {
      expect((await openPage({ state })).innerText).toContain('A copied disk')
      closeWindow()
    }
    await openWindow()
    await goToSettings('about')
    await press(link)
    expect(((await untilFound('[role="dialog"]')) as HTMLElement).innerText).toContain(
      'A copied disk',
    )
  })

  const places = { sync: 'nextcloud', isFat: true } as const
  it.each(['none', 'locked', 'open'] as const)(
    'says that the folder is synced, or has no access rights, while the vault is: %s',
    async (state) => {
      await openWindow({ state, answers: { 'vault.place': () => places } })
      if (state === 'open') await goTo('settings')
      const synced = page.getByText('Nextcloud copies this folder to other computers')
      await expect.element(synced).toBeVisible()
      await expect.element(page.getByText('This medium has no access rights (FAT)')).toBeVisible()
      await expectAccessible()
      expectNothingCut()
    },
  )

  it.each(viewLanguages)(
    'says where memory is short what that means, before a vault is made and before one opens, in %s',
    async (language) => {
      const short = { neededMiB: 128, freeMiB: 1_900, isReduced: true }
      await openWindow({ state: 'none', language, answers: { 'vault.memory': () => short } })
      await expect.element(page.getByText(/1[.,]?900 ?MB/)).toBeVisible()
      await expect.element(page.getByText(/128 ?MB/)).toBeVisible()
      await shoot(`memory-new-${language}`)
      await expectAccessible()
      expectNothingCut()
      closeWindow()
      const shorter = { neededMiB: 256, freeMiB: 180, isReduced: false }
      await openWindow({ state: 'locked', language, answers: { 'vault.memory': () => shorter } })
      await expect.element(page.getByText(/180 ?MB/)).toBeVisible()
      await shoot(`memory-short-${language}`)
      await expectAccessible()
      expectNothingCut()
    },
  )

  it('says nothing of memory where there is enough', async () => {
    await openWindow({ state: 'locked' })
    expect(document.body.innerText).not.toContain('MB')
  })

  const names = { en: link, ko: 'Understory가 해 줄 수 없는 것', zh: 'Understory 做不到的事' }
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      expect(languages).toContain(language)
      await openPage({ state: 'none', language }, names[language])
      await expectFineInThemes('limits', language)
    })
  }

  it('advises by what is detected of the machine, and never reports an unknown setting as good', async () => {
    const dialog = await openPage({ state: 'none' })
    const rows = () =>
      [...dialog.querySelectorAll('[data-good]')].map((row) => row.getAttribute('data-good'))
    expect(rows()).toEqual(['true', 'false', 'true', 'false', 'true', 'false'])
    expect(dialog.innerText).toContain('Encrypt the whole disk.')
    expect(dialog.innerText).toContain('Lock it yourself every time you leave')
    closeWindow()
    const unknown = await openPage({
      state: 'none',
      network: 'unsupported',
      answers: {
        'app.machine': () => ({
          disk: 'unknown',
          swap: 'unknown',
          hibernation: 'unknown',
          coreDumps: 'unknown',
          screenLock: 'unknown',
        }),
      },
    })
    expect(unknown.querySelectorAll('[data-good="true"]')).toHaveLength(0)
    expect(unknown.innerText).toContain('FileVault, BitLocker or LUKS')
  })

  it.each(viewLanguages)(
    'advises on the first screen where the disk or the swap is not encrypted, in %s',
    async (language) => {
      const machine = (disk: 'plain' | 'encrypted' | 'unknown', swap: 'plain' | 'none') => ({
        'app.machine': () => ({
          ...{ disk, swap, hibernation: 'off', coreDumps: 'off', screenLock: 'heard' },
        }),
      })
      const disk = {
        en: 'This disk does not seem',
        ko: '이 디스크는 암호화되지',
        zh: '这块磁盘似乎没有',
      }[language]
      const swap = {
        en: 'The swap of this computer',
        ko: '이 컴퓨터의 스왑은',
        zh: '这台电脑的交换空间没有',
      }[language]
      const warnings = () =>
        [disk, swap].map((words) => document.querySelector('main')?.innerText.includes(words))
      await openWindow({ state: 'none', language, answers: machine('plain', 'plain') })
      await expect.poll(warnings).toEqual([true, false])
      await shoot(`first-start-disk-${language}`)
      await expectAccessible()
      expectNothingCut()
      closeWindow()
      await openWindow({ state: 'none', language, answers: machine('encrypted', 'plain') })
      await expect.poll(warnings).toEqual([false, true])
      await shoot(`first-start-swap-${language}`)
      closeWindow()
      await openWindow({ state: 'none', language, answers: machine('unknown', 'none') })
      expect(warnings()).toEqual([false, false])
    },
  )

  it('says on the first screen and here whether the system blocks the network', async () => {
    const banner = 'The system does not block the network for this app'
    for (const state of ['none', 'locked'] as const) {
      const shared = await openPage({ state, network: 'shared' })
      expect(document.querySelector('main')?.innerText).toContain(banner)
      expect(shared.innerText).toContain('Install bubblewrap')
      closeWindow()
      const isolated = await openPage({ state, network: 'isolated' })
      // The lock screen says as little as possible: only what is wrong.
      expect(document.body.innerText.includes('Cut off from the network')).toBe(state === 'none')
      expect(document.body.innerText).not.toContain(banner)
      expect(isolated.innerText).toContain('cannot reach the internet by itself')
      closeWindow()
      const unsupported = await openPage({ state, network: 'unsupported' })
      const first = document.querySelector('main')?.innerText
      expect(first).toContain(banner)
      expect(first).toContain('cannot block it for one app alone')
      expect(first).not.toContain('bubblewrap')
      expect(document.body.innerText).not.toContain('Cut off from the network')
      expect(unsupported.innerText).toContain('cannot block the network for one app')
      closeWindow()
    }
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openWindow({ state: 'none', words: longWords })
    ;(document.querySelector('main button:last-of-type') as HTMLElement).focus()
    const buttons = [...document.querySelectorAll('main button')]
    ;(buttons.at(-1) as HTMLElement).click()
    await untilFound('[role="dialog"]')
    await shoot('limits-long')
    expectNothingCut()
  })
})
