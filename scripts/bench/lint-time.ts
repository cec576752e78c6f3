import { join } from 'node:path'
import { lint } from '../../src/disclosure-checks/lint.ts'
import { createLintClient } from '../../src/main/vault/lint/lint-client.ts'
import { corpusLanguages } from '../../tests/corpus/measure.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { hardTexts } from './hard-texts.ts'
import { longDraft } from './long-draft.ts'
import { seededRandom } from '../soak/random.ts'
import { median, middleHalf, timedAsync } from './timing.ts'

const script = join(import.meta.dirname, '../../src/main/workers/lint-worker.ts')

/** Protected names that are known while an identity is open: invented, one a script. */
const names = ['Kim Yong-su', '박정란', '李明花']

const group = 'Linter: time'

const words = 5_000

/** A draft as the window has it checked: to the worker and back. */
const drafts = async (repeats: number): Promise<readonly Figure[]> => {
  const desk = createLintClient(script, () => names)
  const figures: Figure[] = []
  try {
    for (const language of corpusLanguages) {
      const text = longDraft(language, words, seededRandom(5))
      const request = { text, language, subject: null }
      const check = async (): Promise<void> => {
        if ((await desk.check(request)) === null) throw new Error('the lint worker gave up')
      }
      const first = await timedAsync(check)
      await check()
      await check()
      const samples: number[] = []
      for (let i = 0; i < repeats; i += 1) samples.push(await timedAsync(check))
      figures.push(
        figure({
          group,
          name: `${language}: draft of ${String(words)} words (${String(text.length)} characters), in the worker`,
          unit: 'ms',
          ours: median(samples),
          bar: { on: 'ours', most: 150 },
          spread: middleHalf(samples),
        }),
        figure({
          group,
          name:
            language === corpusLanguages[0]
              ? 'the same for the first time, with a worker to start'
              : `${language}: the same for the first time`,
          unit: 'ms',
          ours: first,
        }),
      )
    }
  } finally {
    desk.end()
  }
  return figures
}

/** Processor time of this thread, in ms: what other programs do does not count. */
const cost = (act: () => unknown): number => {
  const spent = (): number => {
    if (typeof process.threadCpuUsage !== 'function') return performance.now()
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1e3
  }
  const before = spent()
  act()
  return spent() - before
}

/** The slowest of the texts that are made to be slow: all once, then the worst of them again. */
const hardest = (repeats: number, step: number): readonly Figure[] => {
  const texts = [...hardTexts(step)]
  lint(texts.map(([, text]) => text.slice(0, 500)).join(''))
  const worst = texts
    .map(([name, text]) => ({ name, text, ms: cost(() => lint(text)) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 6)
    .map(({ name, text }) => {
      const samples = Array.from({ length: repeats }, () => cost(() => lint(text)))
      return { name, samples, ms: median(samples) }
    })
  return worst
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 3)
    .map(({ name, samples, ms }, i) =>
      figure({
        group,
        name: `${['slowest', 'second', 'third'][i] ?? ''} of ${String(texts.length)} texts of 100 kB: ${name}`,
        unit: 'ms',
        ours: ms,
        bar: { on: 'ours', most: 100 },
        spread: middleHalf(samples),
      }),
    )
}

/** Time for a draft, warm. */
export const draftTimes = (quick: boolean): Promise<readonly Figure[]> => drafts(quick ? 7 : 15)

/** Cost of the texts that are made to be slow, warm. */
export const hardestTexts = (quick: boolean): readonly Figure[] =>
  hardest(quick ? 3 : 9, quick ? 16 : 1)
