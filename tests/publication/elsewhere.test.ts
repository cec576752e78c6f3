import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/publication/items.ts'
import { languages } from '../../src/shared/vocabularies.ts'
import { filesOf, sampleRecord } from './sample-record.ts'

const child = join(import.meta.dirname, 'elsewhere-child.ts')

const madeIn = (env: Readonly<Partial<Record<string, string>>>): string =>
  execFileSync(process.execPath, [child], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })

describe('the same record', () => {
  it('has the same bytes in other time zones, languages and years', () => {
    const here = madeIn({ TZ: 'UTC', LANG: 'C' })
    expect(here.split('\n')).toHaveLength(30)
    for (const env of [
      { TZ: 'Asia/Pyongyang', LANG: 'ko_KR.UTF-8', LC_ALL: 'ko_KR.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'Pacific/Kiritimati', LANG: 'zh_CN.UTF-8', CLOCK_OFFSET: '-315360000000' },
    ]) {
      expect(madeIn(env)).toBe(here)
    }
  })
})

/** By name, those of the commands that this machine does not have. */
const missing = (commands: readonly string[]): string[] =>
  commands.filter((command) => spawnSync(command, ['--version']).error !== undefined)

describe('a reader of a public record', () => {
  it('gets each digest with the command that the page names', ({ skip }) => {
    const absent = missing(['jq', 'sha256sum'])
    skip(absent.length > 0, `not installed here: ${absent.join(', ')}`)
    const folder = mkdtempSync(join(tmpdir(), 'record-'))
    try {
      for (const language of languages) {
        const record = sampleRecord(language)
        const [json] = filesOf(record, 'json')
        const [page] = filesOf(record, 'html')
        writeFileSync(join(folder, 'record.json'), json!.text)
        const [, named = ''] = /<pre[^>]*>([^<]*)<\/pre>/.exec(page!.text) ?? []
        const command = named.replaceAll('&#39;', "'").replaceAll('&quot;', '"')
        expect(command).toBe(`jq -cSj '.claims[0] | del(.digest)' record.json | sha256sum`)
        const { claims, texts } = JSON.parse(json!.text) as {
          claims: { digest: string }[]
          texts: { digest: string }[]
        }
        for (const [list, items] of Object.entries({ claims, texts })) {
          items.forEach(({ digest }, i) => {
            const each = command.replace('.claims[0]', `.${list}[${i}]`)
            const said = execFileSync('sh', ['-c', each], { cwd: folder, encoding: 'utf8' })
            expect(said.split(' ')[0]).toBe(digest)
            expect(page!.text).toContain(digest)
          })
        }
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('gets the digests with nothing but SHA-256 and a JSON that sorts its keys', () => {
    const [json] = filesOf(sampleRecord('en'), 'json')
    const { claims } = JSON.parse(json!.text) as { claims: Record<string, string>[] }
    for (const { digest, ...rest } of claims) {
      const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
      expect(sha256(JSON.stringify(sorted))).toBe(digest)
    }
  })
})
