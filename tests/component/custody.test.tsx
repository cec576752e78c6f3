import { afterEach, describe, expect, it } from 'vitest'
import { cdp, page } from 'vitest/browser'
import type { Out } from '../../src/shared/contract.ts'
import { Day } from '../../src/shared/ids.ts'
import { faultsOnPaper, signedOnPaper } from '../exchange/paper-reader.ts'
import { paperBlocks } from '../../src/renderer/printing/paper-blocks.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { hash, oddActor, received, receivedFromOdd } from './custody-answers.ts'
import { recordId } from './records.ts'
import { chainsInText } from './sheet-text.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

type Holder = Out<'custody.of'>['holders'][number]
type Arrival = Holder['chains'][number]['arrivals'][number]

/** The holders, with other arrivals. */
const withArrivals = (
  { holders }: Out<'custody.of'>,
  of: (arrival: Arrival, holder: Holder) => Arrival[],
): Holder[] =>
  holders.map((holder) => ({
    ...holder,
    chains: holder.chains.map((chain) => ({
      ...chain,
      arrivals: chain.arrivals.flatMap((arrival) => of(arrival, holder)),
    })),
  }))

const words = (): string => document.body.textContent
type Change = (custody: Out<'custody.of'>) => Out<'custody.of'>
type Options = NonNullable<Parameters<typeof openWindow>[0]> & { readonly change?: Change }

/** Opens the first source and returns the part with its custody. */
const openSource = async ({ change = (custody) => custody, ...more }: Options = {}) => {
  const custody = change(await received(recordId(10)))
  await openWindow({ ...more, answers: { 'custody.of': () => custody } })
  await goTo('sources')
  ;((await untilFound('main [role="listitem"][aria-posinset="1"] button')) as HTMLElement).click()
  ;((await untilFound('main [role="tab"]:nth-of-type(3)')) as HTMLElement).click()
  await expect.poll(words).toContain('Egret')
  const part = [...document.querySelectorAll('main section')].find((section) =>
    [...section.querySelectorAll(':scope > ul > li')].some((row) =>
      row.textContent.includes('Egret'),
    ),
  )
  part?.scrollIntoView()
  await settle()
  return part
}
/** Opens its custody sheet, as the dialog shows it before printing. */
const openFolded = async (options: Options = {}): Promise<HTMLElement> => {
  const part = await openSource(options)
  part?.querySelector('button')?.click()
  await settle()
  return (await untilFound('[role="dialog"] [role="group"]')) as HTMLElement
}
/** The same with its technical proof unfolded. */
const openSheet = async (options: Options = {}): Promise<HTMLElement> => {
  const sheet = await openFolded(options)
  sheet.querySelector('summary')?.click()
  await settle()
  return sheet
}

const isSigned = async (chain: ReturnType<typeof chainsInText>[number]): Promise<boolean> => {
  const bytes = (hex: string) =>
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const key = await crypto.subtle.importKey('raw', bytes(chain.holder), 'Ed25519', false, [
    'verify',
  ])
  const message = new Uint8Array(signedOnPaper(chain))
  return crypto.subtle.verify('Ed25519', key, bytes(chain.signature), message)
}

describe('the custody of a record', () => {
  it('names the file that brought it, with the days of the export and the import', async () => {
    const part = await openSource()
    expect(part?.textContent).toContain(
      'Came in a file from Egret, exported Apr 3, 2024, imported Apr 9, 2024.',
    )
    expect(words()).toContain('Do not use or pass on. Told by Egret')
  })

  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language}`, async () => {
      await openSource({ language })
      await shoot(`custody-${language}`)
      await expectAccessible()
      expectNothingCut()
    })
  }

  it('names the newest three files first, and how many came before', async () => {
    const part = await openSource({
      change: (custody) => ({
        ...custody,
        holders: withArrivals(custody, (one) =>
          [1, 2, 3, 4, 5].map((n) => ({
            ...one,
            exported: Day.parse(`2024-03-0${String(n)}`),
            manifest: hash(n),
            txn: n,
          })),
        ),
      }),
    })
    const said = part?.textContent ?? ''
    expect([1, 2, 3, 4, 5].filter((n) => said.includes(`Mar ${String(n)}, 2024`))).toEqual([
      3, 4, 5,
    ])
    expect(said.indexOf('Mar 5')).toBeLessThan(said.indexOf('Mar 3'))
    expect(said).toContain('2 earlier files: see the sheet.')
  })

  it('says that a file of this vault came back, and says nothing about files where there are none', async () => {
    await openSource({
      change: (custody) => ({
        ...custody,
        holders: withArrivals(custody, (one, { key }) => [
          { ...one, from: { state: 'us' as const, pseudonym: '' }, sender: key },
        ]),
      }),
    })
    expect(words()).toContain('Came back in one of its own files')
    closeWindow()
    await openSource({
      change: (custody) => ({ ...custody, holders: withArrivals(custody, () => []) }),
    })
    expect(words()).not.toContain('Came')
  })

  it('says what does not verify: a version’s signature, a chain, two chains that contradict each other', async () => {
    await openSource({
      change: (custody) => ({
        ...custody,
        revisions: custody.revisions.map((one) => ({ ...one, holds: false })),
        holders: custody.holders.map((holder) => ({
          ...holder,
          chains: [
            ...holder.chains,
            { holds: false, signed: null, lines: [], arrivals: [], omitted: 0 },
          ],
        })),
      }),
    })
    expect(words()).toContain('One version has a signature that does not match it.')
    expect(words()).toContain('signatures do not match')
    expect(words()).toContain('Two journals that contradict each other')
    await expectAccessible()
  })
})

describe('the custody sheet', () => {
  for (const language of viewLanguages) {
    it(`says in words who signed and who had it, and folds the proof, in ${language}`, async () => {
      const sheet = await openFolded({ language })
      await shoot(`custody-sheet-words-${language}`)
      expect(sheet.querySelectorAll('ol > li').length).toBeGreaterThan(1)
      expect(sheet.innerText).not.toMatch(/[0-9a-f]{64}/)
      await expectAccessible()
      expectNothingCut()
    })
  }

  it('says in words that something does not verify', async () => {
    const sheet = await openFolded({
      change: (custody) => ({
        ...custody,
        revisions: custody.revisions.map((one) => ({ ...one, holds: false })),
      }),
    })
    expect(sheet.innerText).toContain('Something does not verify.')
    expect(sheet.innerText).not.toContain('All signatures valid')
  })

  for (const language of viewLanguages) {
    it(`has no fault that axe knows, and is checked from its own words alone, in ${language}`, async () => {
      const sheet = await openSheet({ language })
      await shoot(`custody-sheet-${language}`)
      await expectAccessible()
      expectNothingCut()
      const chains = chainsInText(sheet.innerText)
      expect(chains.map(({ lines }) => lines.map(({ told }) => told?.actor ?? null))).toEqual([
        ['Heron'],
        [' 白鹭  "E" ', null, ' 白鹭  "E" '],
      ])
      expect(chains.flatMap(faultsOnPaper)).toEqual([])
      expect(await Promise.all(chains.map(isSigned))).toEqual([true, true])
      expect(sheet.innerText).toContain('FORMAT-EXCHANGE.md')
    })
  }

  it('escapes invisible characters of an actor’s name so that each hash is computed from what is seen', async () => {
    const odd = await receivedFromOdd(recordId(10))
    const sheet = await openSheet({ change: () => odd })
    await shoot('custody-sheet-odd')
    const line = [...sheet.querySelectorAll('bdo')].map(({ innerText }) => innerText)
    expect(line).toEqual([
      String.raw`"\u202e0\u002001-01-1202\u2069\u0020\u2028\u200b\u00a0e\u0301\u0020\u0020x"`,
    ])
    // No character for text direction can reorder what follows.
    expect(sheet.querySelector('li bdi')?.textContent).not.toMatch(/\p{Bidi_Control}/u)
    const chains = chainsInText(sheet.innerText.normalize('NFKC'))
    expect(chains.map(({ lines }) => lines[0]?.told?.actor)).toEqual([oddActor])
    expect(chains.flatMap(faultsOnPaper)).toEqual([])
    expect(await Promise.all(chains.map(isSigned))).toEqual([true])
  })

  it('has in its PDF all that a check of the sheet needs', async () => {
    await openSheet()
    const blocks = paperBlocks(await untilFound('[data-print="paper"]'))
    const said = blocks
      .map(({ name, words: told }) => `${name} ${told}`)
      .join('\n')
      .replaceAll(/\p{Bidi_Control}/gu, '')
    const chains = chainsInText(said)
    expect(chains.map(({ lines }) => lines.map(({ told }) => told?.actor ?? null))).toEqual([
      ['Heron'],
      [' 白鹭  "E" ', null, ' 白鹭  "E" '],
    ])
    expect(chains.flatMap(faultsOnPaper)).toEqual([])
    expect(await Promise.all(chains.map(isSigned))).toEqual([true, true])
    expect(blocks.find(({ mark }) => mark === '2.')?.depth).toBe(1)
    expect(blocks.some(({ as, name }) => as === 'code' && name === 'hash')).toBe(true)
  })

  it('names the sender, both days and the manifest digest of each file', async () => {
    const sheet = await openSheet()
    expect(sheet.innerText).toContain('Came in a file from Egret, exported Apr 3, 2024')
    expect(chainsInText(sheet.innerText).map(({ arrivals }) => arrivals)).toEqual([
      [
        {
          exported: '2024-04-03',
          manifest: hash(7),
          received: '2024-04-09',
          sender: hash(8),
          txn: 1,
        },
      ],
      [],
    ])
  })

  it('says of a chain that is too long for it how many entries it leaves out', async () => {
    const sheet = await openSheet({
      change: (custody) => ({
        ...custody,
        holders: custody.holders.map((holder) => ({
          ...holder,
          chains: holder.chains.map((chain) =>
            holder.from.state === 'us'
              ? chain
              : { ...chain, lines: [], arrivals: [], omitted: 20_500 },
          ),
        })),
      }),
    })
    expect(sheet.innerText).toContain('signatures valid')
    expect(sheet.innerText).toContain('20,500 entries of this journal are left out')
    expect(sheet.innerText.match(/left out/g)).toHaveLength(1)
  })

  it('names no title and no code name, on paper either', async () => {
    await openSheet()
    const paper = await untilFound('[data-print="paper"]')
    expect(paper.textContent).toContain(recordId(10))
    for (const name of ['Quiet Heron', 'Quiet Harbour']) {
      expect(paper.textContent).not.toContain(name)
    }
  })

  it('fits an A4 page: each digest is in one row beside its name', async () => {
    await openSheet()
    const browser = cdp() as unknown as {
      send: (method: string, parameters: object) => Promise<unknown>
    }
    await browser.send('Emulation.setEmulatedMedia', { media: 'print' })
    // What a printer's usual margins leave of 210 mm, at 96 dots an inch.
    await page.viewport(718, 1047)
    try {
      await shoot('custody-sheet-paper')
      const paper = await untilFound('[data-print="paper"]')
      const rows = [...paper.querySelectorAll('dd')].filter(
        ({ textContent }) => textContent.length === 64,
      )
      expect(rows.length).toBeGreaterThan(10)
      const height = (row: Element): number => row.getBoundingClientRect().height
      const one = Number.parseFloat(getComputedStyle(rows[0]!).lineHeight)
      expect(rows.filter((row) => height(row) > one * 1.5)).toEqual([])
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(718)
      // 7.5 points, the smallest size that is read without a magnifier.
      expect(Number.parseFloat(getComputedStyle(rows[0]!).fontSize)).toBeGreaterThanOrEqual(9.9)
    } finally {
      await page.viewport(1366, 768)
      await browser.send('Emulation.setEmulatedMedia', { media: '' })
    }
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openSheet({ words: longWords })
    await shoot('custody-sheet-long')
    expectNothingCut()
  })
})
