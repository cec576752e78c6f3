import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commitsSince, faultsOf } from './commits.ts'

describe('the message of a commit', () => {
  test.each([
    'fix(undo): keep focus when a translation is restored',
    'docs: name the long run',
    'refactor!: drop old readers\n\nBREAKING CHANGE: none is left.',
    'feat(main/vault): add a queue',
    'revert: use one page for all tests',
    `test: ${'x'.repeat(54)}`,
    'docs: use issues as a word',
    'fix: escape &#39; in a title',
  ])('is fine: %s', (message) => {
    expect(faultsOf(message)).toEqual([])
  })

  test.each([
    ['Fix a race', 'is not'],
    ['Revert "feat: add a queue"', 'is not'],
    ['fixup! feat: add a queue', 'is not'],
    ['feature: add a queue', 'is not'],
    ['fix:keep focus', 'is not'],
    ['fix(): keep focus', 'is not'],
    ['fix: ', 'is not'],
    ['', 'is not'],
    ['feat: added a queue', 'does not begin'],
    ['feat: adds a queue', 'does not begin'],
    ['fix(ui): fixes the focus', 'does not begin'],
    ['fix: Removing a timer', 'does not begin'],
    [`test: ${'x'.repeat(55)}`, 'has 61 characters'],
    ['fix: keep focus (#12)', 'names an issue'],
    ['fix: keep focus\n\nCloses #12.', 'names an issue'],
    ['fix: keep focus\n\nSee GH-12.', 'names an issue'],
  ])('is not: %s', (message, fault) => {
    expect(faultsOf(message)).toEqual([expect.stringContaining(fault)])
  })
})

describe('new commits', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'commits-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], {
      cwd: folder,
      stdio: 'ignore',
    })
  }
  const commit = (time: string, message: string): void => {
    process.env['GIT_COMMITTER_DATE'] = time
    try {
      git('commit', '--allow-empty', '--no-gpg-sign', '-m', message)
    } finally {
      delete process.env['GIT_COMMITTER_DATE']
    }
  }
  const since = new Date('2026-11-29T10:00:00Z')

  test('are those from a time on, without merges', () => {
    git('init', '-b', 'first')
    commit('2026-11-29T09:59:59Z', 'An old one')
    commit('2026-11-29T12:00:00+02:00', 'feat: add a\n\nwith a\n\nbody')
    git('checkout', '-b', 'second')
    // Rebased histories are not always in order.
    commit('2026-11-29T09:00:00Z', 'Another old one')
    commit('2026-11-30T00:00:00Z', 'Add b')
    git('checkout', 'first')
    git('merge', '--no-ff', '--no-gpg-sign', '-m', 'Merge second', 'second')
    expect(commitsSince(folder, since)?.map(({ message }) => message.trim())).toEqual([
      'Add b',
      'feat: add a\n\nwith a\n\nbody',
    ])
  })

  test('are none where a repository is empty', () => {
    git('init')
    expect(commitsSince(folder, since)).toEqual([])
  })

  test('cannot be told without a repository, or inside of another one', () => {
    expect(commitsSince(folder, since)).toBeUndefined()
    git('init')
    mkdirSync(join(folder, 'unpacked'))
    expect(commitsSince(join(folder, 'unpacked'), since)).toBeUndefined()
  })
})
