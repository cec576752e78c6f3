import { afterEach, describe, expect, it } from 'vitest'
import type { TestVaultOptions } from './answers.ts'
import { expectNothingCut } from './checks.ts'
import { accessible, called, inputsOf, last, press } from './page-objects.ts'
import { fileToken } from './records.ts'
import { releaseAnswers, releaseFiles } from './release-answers.ts'
import { Refuse } from './saved-records.ts'
import type { TestVault } from './test-vault.ts'
import { isLong } from './view-languages.ts'
import { closeWindow, goToSettings, longWords, openWindow, settle, shoot } from './window.tsx'

afterEach(closeWindow)

type Found = ReturnType<ReturnType<typeof releaseAnswers>['release.check']>

const found = (changes: object = {}): Found => ({
  ...releaseAnswers()['release.check'](),
  ...changes,
})

const said = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''
const says = async (words: string): Promise<void> => {
  await expect.poll(said).toContain(words)
}

const inSettings = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goToSettings('release')
  await settle()
  document.getElementById('release')?.scrollIntoView()
  await settle(100)
  return test
}

/** Opens the dialog, chooses files and checks them. */
const checked = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await inSettings(options)
  await press('Check a release…')
  await press('Choose files…')
  await press('Check')
  return test
}

const answering = (changes: object): TestVaultOptions => ({
  answers: { 'release.check': () => found(changes) },
})

describe('a check of a release', () => {
  it('takes all files at once, and tells manifest, signatures and package apart by their names', async () => {
    const test = await inSettings()
    await shoot('release-settings')
    await press('Check a release…')
    await says('Choose all files that you received')
    await accessible()
    await press('Choose files…')
    const rows = [...document.querySelectorAll('[role="dialog"] ul li')]
    expect(rows.map((row) => row.lastElementChild?.textContent)).toEqual([
      'File of the release',
      'Manifest',
      'Signature',
      'Signature',
    ])
    await accessible()
    await shoot('release-chosen')
    await press('Check')
    expect(last(test, 'release.check')).toMatchObject({
      files: [fileToken('release', 1)],
      manifests: [fileToken('release', 2)],
      signatures: [fileToken('release', 3), fileToken('release', 4)],
    })
  })

  it('asks for the manifest and the package where one is missing, and adds files to those chosen', async () => {
    const [pack, manifest] = releaseFiles
    const choices = [[manifest], [], [pack]]
    const test = await inSettings({
      answers: {
        'dialog.openRelease': () => ({
          files: (choices.shift() ?? []).flatMap((file) => (file === undefined ? [] : [file])),
        }),
      },
    })
    await press('Check a release…')
    await press('Check')
    await says('Choose the manifest, too.')
    await press('Choose files…')
    await press('Check')
    await says('Choose the package, too.')
    await accessible()
    // The user cancelled this dialog: what was chosen stays.
    await press('Choose files…')
    await says('understory-1.1.0.release.json')
    expect(called(test, 'release.check')).toBe(false)
    await press('Choose files…')
    await press('Check')
    expect(last(test, 'release.check')).toMatchObject({
      manifests: [fileToken('release', 2)],
      signatures: [],
      files: [fileToken('release', 1)],
    })
  })

  it('says that too many files were chosen, and can clear the list', async () => {
    const many = Array.from({ length: 13 }, (_, i) => ({
      token: fileToken('release', 20 + i),
      name: `understory-1.1.0.release.json.${String(i)}.sig`,
    }))
    const test = await checked({
      answers: { 'dialog.openRelease': () => ({ files: [...releaseFiles, ...many] }) },
    })
    await says('12 signatures')
    expect(called(test, 'release.check')).toBe(false)
    await press('Clear the list')
    expect(said()).not.toContain('.sig.')
    expect(document.querySelectorAll('[role="dialog"] li')).toHaveLength(0)
  })

  it('says that a release is genuine and newer, who signed it, and what is new', async () => {
    await checked()
    await says('Genuine, and newer than this app')
    await says('Key a')
    await says(`SHA256:${'a'.repeat(43)}`)
    await says('The map shows routes.')
    await says('8 (this app: 7)')
    await accessible()
    await shoot('release-newer')
    await press('Check other files')
    await says('Choose all files that you received')
    expect(said()).not.toContain('understory_1.1.0')
  })

  it('says that the running version is the same', async () => {
    await checked(answering({ order: 'equal', index: 7 }))
    await says('Genuine: the version that is running')
  })

  it('names an older release a rollback, as a danger', async () => {
    await checked(answering({ order: 'older', index: 6 }))
    await says('Rollback: older than this app')
    await says('do not install it')
    expect(said()).not.toContain('Genuine')
    await accessible()
    await shoot('release-rollback')
  })

  it('of a build without keys never says genuine, shows the fingerprints, and hides unsigned words', async () => {
    const { signers } = found()
    const unknown = signers.map((key) => ({ ...key, name: null }))
    await checked(answering({ isGenuine: false, signers: [], unknown, ownIndex: 0 }))
    await says('nothing shows that they are genuine')
    await says('This build has no release keys')
    await says(`SHA256:${'b'.repeat(43)}`)
    expect(said()).not.toContain('Genuine')
    expect(said()).not.toContain('The map shows routes.')
    await accessible()
    await shoot('release-unproven')
  })

  it('of a build without keys asks for the signatures if none was chosen', async () => {
    await checked(answering({ isGenuine: false, signers: [], unknown: [], ownIndex: 0 }))
    await says('you chose no signatures')
    expect(said()).not.toContain('fingerprints')
  })

  it('warns if no package was among the files, and shows a change of keys', async () => {
    const { signers } = found()
    await checked(
      answering({
        files: [{ name: 'understory-1.1.0.cdx.json', kind: 'bill-of-materials', bytes: 66_000 }],
        nextKeys: [...signers, { name: 'd', fingerprint: `SHA256:${'d'.repeat(43)}` }],
        revoked: [{ name: null, fingerprint: `SHA256:${'c'.repeat(43)}` }],
      }),
    )
    await says('No package was checked')
    expect(said()).not.toContain('Install exactly')
    await says('Keys of later releases')
    await says('Revoked keys')
    await accessible()
    await shoot('release-keys')
  })

  const refusals = [
    ['malformed', 'damaged, or not part of a release'],
    ['too-big', 'damaged, or not part of a release'],
    ['unsupported', 'A newer app made this manifest'],
    ['bad-signature', 'A signature does not fit'],
    ['storage', 'A file could not be read'],
    ['other-product', 'not a release of Understory'],
    ['too-few-signatures', 'Not signed by two release keys'],
    ['revoked-key', 'Signed with a revoked key'],
    ['wrong-package', 'does not belong to this release'],
    ['from-future', 'This release is from the future'],
    ['wrong-clock', 'clock is wrong'],
  ] as const

  it('names each fault, says that nothing was stored, and keeps the chosen files', async () => {
    let code: (typeof refusals)[number][0] = 'malformed'
    const test = await checked({
      answers: {
        'release.check': () => {
          throw new Refuse(code)
        },
      },
    })
    for (const [next, words] of refusals) {
      code = next
      await press('Check')
      await says(words)
      await says('Nothing was stored.')
      await says('understory-1.1.0.release.json')
      expect(said()).not.toMatch(/imported|Genuine/)
    }
    expect(inputsOf(test, 'release.check')).toHaveLength(refusals.length + 1)
    await accessible()
    await shoot('release-refused')
  })
})

const drawn = [
  ['en', 'light'],
  ['ko', 'dark'],
  ['zh', 'contrast'],
] as const

it.each(isLong ? drawn : drawn.slice(0, 1))(
  'the pages of a release are accessible and whole in %s, %s',
  async (language, theme) => {
    let code: 'too-few-signatures' | null = 'too-few-signatures'
    await inSettings({
      language,
      theme,
      answers: {
        'release.check': () => {
          if (code !== null) throw new Refuse(code)
          return found({
            nextKeys: found().signers,
            unknown: found().signers.map((key) => ({ ...key, name: null })),
          })
        },
      },
    })
    const look = async (name: string): Promise<void> => {
      await settle()
      await accessible()
      expectNothingCut()
      await shoot(`release-${name}-${language}`)
    }
    const click = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click()
    await look('section')
    click('#release button')
    await settle()
    click('[role="dialog"] form > div button')
    await look('form')
    click('[role="dialog"] button[type="submit"]')
    await look('refusal')
    code = null
    click('[role="dialog"] button[type="submit"]')
    await look('result')
  },
)

it('the section of releases has room for long words', async () => {
  await inSettings({ words: longWords } as TestVaultOptions)
  expectNothingCut()
})
