import { expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { reportContent } from '../vault/harness.ts'
import { call } from './call.ts'
import { launch } from './launch.ts'
import { copyPrepared } from './prepared-vaults.ts'

const { passphrase } = preparedVaults.heron
const megabytes = 10
/** On a busy machine the window may see little of one change. */
const changesAtMost = 10

test('a change of the passphrase is followed while the vault process answers nothing', async () => {
  const { window: page } = await launch({ vault: copyPrepared('heron') })
  expect(await call(page, 'vault.unlock', { passphrase, keyFile: null })).toMatchObject({
    ok: true,
  })
  const content = reportContent('a long report '.repeat(70_000))
  for (let i = 0; i < megabytes; i++) {
    const saved = await call(page, 'reports.save', { id: null, rev: 0, content })
    expect(saved).toMatchObject({ ok: true })
  }
  const words = [passphrase, 'quiet harbour seven lanterns walk south']
  /** The shares that the window was told during one change. */
  const sharesOfChange = async (i: number): Promise<ReadonlySet<number>> => {
    const [current, next] = i % 2 === 0 ? words : [words[1], words[0]]
    const keyFiles = { currentKeyFile: null, nextKeyFile: null }
    const end = new AbortController()
    const changed = call(page, 'vault.changePassphrase', { current, next, ...keyFiles })
    const answered = changed.finally(() => end.abort())
    const seen = new Set<number>()
    while (!end.signal.aborted) {
      const { value } = (await call(page, 'app.keyChange', {})) as {
        value: { done: number; total: number }
      }
      expect(value.total).toBeGreaterThan(megabytes * 900_000)
      seen.add(value.done / value.total)
    }
    expect(await answered).toMatchObject({ ok: true })
    return seen
  }
  const isFollowed = (seen: ReadonlySet<number>): boolean =>
    seen.size > 4 && Math.max(...seen) > 0.5
  let seen: ReadonlySet<number> = new Set()
  for (let i = 0; i < changesAtMost && !isFollowed(seen); i++) seen = await sharesOfChange(i)
  expect(seen).toSatisfy(isFollowed)
})
