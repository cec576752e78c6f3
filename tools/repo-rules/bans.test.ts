import { describe, expect, test } from 'vitest'
import { bans, findingsIn } from './bans.ts'

type Example = readonly [file: string, text: string]

/** For every rule, what it must find and what it must leave alone. */
const examples: Readonly<Record<string, { bad: readonly Example[]; good: readonly Example[] }>> = {
  'sql-in-store': {
    bad: [
      ['src/main/vault/session/session.ts', "db.prepare('SELECT id FROM report')"],
      ['src/main/exchange/import.ts', "import Database from 'better-sqlite3'"],
      ['src/rescue/main.ts', 'const text = "DELETE FROM report"'],
    ],
    good: [
      ['src/main/store/reports.ts', "db.prepare('SELECT id FROM report')"],
      ['src/renderer/app/app.tsx', '// select a report from the list'],
    ],
  },
  'old-name': {
    bad: [
      ['src/shared/retention.ts', "'keeping.list': method(nothing, RetentionList),"],
      ['src/main/store/store.ts', "'keeping.of'"],
      ['src/main/vault/exchange/plan.ts', 'store.keeping.of(id)'],
      ['src/renderer/i18n/en/preview.json', '"leaving.title": "Records to export"'],
      ['src/renderer/features/journal/journal-row.tsx', 'text(`record.kind.${line.kind}`)'],
      ['src/main/vault/review/text-findings.ts', 'readonly isLetStand: boolean'],
      ['src/main/vault/review/review-items.ts', 'readonly firm?: true'],
      ['src/main/vault/attachments/attached.ts', 'const emptyShelf = null'],
      ['src/shared/duress-contract.ts', ''],
      ['tests/component/shelf.ts', ''],
    ],
    good: [
      ['src/shared/vocabularies.ts', "'record.keeping',"],
      ['src/main/store/retention.ts', "'DELETE FROM keeping WHERE subject = ?'"],
      ['src/main/store/migrations/0002-keeping.ts', "'CREATE TABLE keeping'"],
      [
        'src/renderer/features/reports/use-put-back.ts',
        '// Restores an item, keeping later edits.',
      ],
      ['src/renderer/selection/use-bulk.tsx', '// Leaving the list cancels the rest.'],
      ['src/disclosure-checks/tables/en/lists.ts', 'on a shelf, companions'],
    ],
  },
  'failure-words': {
    bad: [['src/renderer/records/use-removal.ts', 'text(`failures.${code}.title`)']],
    good: [
      ['src/renderer/data/failure-text.tsx', "text('failures.reference')"],
      ['src/renderer/records/use-removal.ts', 'failed(error)'],
    ],
  },
  'bare-number': {
    bad: [
      ['src/renderer/ui/panel.tsx', '<span className={styles.count}>{count}</span>'],
      ['src/renderer/features/map/map-table.tsx', '<td>{route.tally.claims.length}</td>'],
      ['src/renderer/selection/bulk-report.tsx', '{text(why)} ({those.length})'],
      ['src/renderer/features/reports/report-record.tsx', 'label: `${name} ${files.length}`'],
    ],
    good: [
      ['src/renderer/features/map/map-table.tsx', '<td>{format.number(claims.length)}</td>'],
      ['src/renderer/ui/pages.tsx', '<Pager count={items.length} total={total} />'],
      ['src/renderer/ui/pages.tsx', 'const { count } = useHits()'],
    ],
  },
  'sql-from-input': {
    bad: [
      ['src/main/store/reports.ts', 'db.prepare(`SELECT * FROM ${table}`)'],
      ['src/main/store/reports.ts', "db.exec('DROP TABLE ' + name)"],
    ],
    good: [['src/main/store/reports.ts', 'db.prepare(`SELECT * FROM report WHERE id = ?`)']],
  },
  'open-window': {
    bad: [
      ['src/main/app/window.ts', '  const w = new BrowserWindow({\n    show: false,\n  })\n'],
      [
        'src/main/app/window.ts',
        '  new BrowserWindow({\n    webPreferences: {\n      sandbox: true,\n    },\n  })\n',
      ],
      [
        'src/main/app/window.ts',
        '  new BrowserWindow({\n    webPreferences: {\n      ...closedPreferences,\n      sandbox: false,\n    },\n  })\n',
      ],
      ['src/main/app/window.ts', 'new WebContentsView(options)'],
    ],
    good: [
      [
        'src/main/app/window.ts',
        '  new BrowserWindow({\n    show: false,\n    webPreferences: {\n      preload,\n      ...closedPreferences,\n      javascript: false,\n    },\n  })\n',
      ],
    ],
  },
  'other-programs': {
    bad: [
      ['src/main/app/window.ts', 'shell.openExternal(url)'],
      ['src/main/app/window.ts', "import { spawn } from 'node:child_process'"],
    ],
    good: [['scripts/run/start.ts', "import { spawn } from 'node:child_process'"]],
  },
  network: {
    bad: [
      ['src/main/app/window.ts', "import { request } from 'node:https'"],
      ['src/renderer/app/app.tsx', "await fetch('app://understory/x')"],
      ['src/renderer/app/app.tsx', 'new WebSocket(url)'],
    ],
    good: [['src/renderer/app/app.tsx', 'query.refetch()']],
  },
  'html-from-text': {
    bad: [['src/renderer/app/app.tsx', 'node.innerHTML = text']],
    good: [['src/renderer/app/app.tsx', 'node.textContent = text']],
  },
  'kept-in-window': {
    bad: [['src/renderer/app/app.tsx', "localStorage.setItem('theme', theme)"]],
    good: [['src/renderer/app/app.tsx', 'const [theme, setTheme] = useState(initial)']],
  },
  blob: {
    bad: [
      ['src/image/write-image.ts', 'canvas.toBlob(send)'],
      ['src/pdf/draw-page.ts', 'URL.createObjectURL(part)'],
      ['src/image/decode-image.ts', 'new Blob([bytes])'],
    ],
    good: [['src/image/decode-image.ts', 'const address = dataUrl(bytes)']],
  },
  'bare-control': {
    bad: [
      ['src/renderer/features/map/map-side.tsx', '<button type="button">'],
      ['src/renderer/records/date-field.tsx', 'return <input\n  type="date"'],
      ['src/renderer/help/help-view.tsx', '<a href="#view">'],
    ],
    good: [
      ['src/renderer/ui/plain-button.tsx', '<button type="button">'],
      ['src/renderer/features/map/map-side.tsx', 'useRef<HTMLInputElement>(null)'],
      ['src/renderer/features/map/map-side.tsx', '<Button onPress={go}><article><abbr>'],
    ],
  },
  'way-out': {
    bad: [
      [
        'src/renderer/features/cases/case-form.tsx',
        '<Button type="submit" variant="primary">\n  Save\n</Button>\n<Button onPress={onCancel}>',
      ],
      [
        'src/renderer/features/cases/case-form.tsx',
        '<Button type="submit">Save</Button>\n{isOpen && <Button onPress={onCancel}>',
      ],
    ],
    good: [
      ['src/renderer/features/cases/case-form.tsx', '<Button type="submit">Save</Button>\n</form>'],
      [
        'src/renderer/features/cases/case-form.tsx',
        'out={<Button>Back</Button>}\nmain={<Button type="submit">Next</Button>}',
      ],
    ],
  },
  enum: {
    bad: [['src/shared/state.ts', 'export enum State { Open }']],
    good: [['src/shared/state.ts', "export const states = z.enum(['open'])"]],
  },
  unfinished: {
    bad: [['src/shared/state.ts', '// TODO: the rest']],
    good: [['src/shared/state.ts', 'const todo = list.filter(isOpen)']],
  },
  'only-one-test': {
    bad: [['src/shared/state.test.ts', "test.only('holds', () => {})"]],
    good: [['src/shared/state.test.ts', "test('holds only one', () => {})"]],
  },
  'retried-test': {
    bad: [
      ['vitest.e2e.config.ts', '    retry: 2,'],
      ['tests/e2e/ends.test.ts', "test('ends', { retry: 1 }, async () => {})"],
      ['src/main/app/lock.test.ts', 'vi.setConfig({ retry })'],
      ['scripts/run/test.ts', "['run', '--retry=2']"],
      ['package.json', '"test:node": "vitest run --retry 3"'],
    ],
    good: [
      ['src/renderer/data/query-client.ts', 'mutations: { retry: false }'],
      ['tests/e2e/ends.test.ts', '// there is no retry'],
      ['scripts/setup/evaluation.test.ts', "vi.stubEnv('npm_config_fetch_retry_mintimeout', '10')"],
    ],
  },
  'this-machine': {
    bad: [['docs/notes.md', 'see /home/somebody/understory']],
    good: [
      ['docs/notes.md', 'see ~/understory and /proc/self/mem'],
      ['docs/notes.md', 'see src/work/home.ts'],
    ],
  },
  'file-name': {
    bad: [
      ['src/shared/date-utils.ts', ''],
      ['src/renderer/ui/Button.tsx', ''],
    ],
    good: [['src/renderer/ui/button.tsx', '']],
  },
}

const rulesIn = ([file, text]: Example): string[] => findingsIn(file, text).map((f) => f.rule)

describe('own text rules', () => {
  test('every rule has examples', () => {
    expect(Object.keys(examples).sort()).toEqual(bans.map((ban) => ban.rule).sort())
  })

  for (const [rule, { bad, good }] of Object.entries(examples)) {
    test(`${rule} finds what it bans and nothing else`, () => {
      for (const example of bad) expect(rulesIn(example), example.join(': ')).toContain(rule)
      for (const example of good) expect(rulesIn(example), example.join(': ')).not.toContain(rule)
    })
  }

  test('a finding names its line', () => {
    expect(findingsIn('src/a.ts', 'a\nb\n// TODO c')[0]?.line).toBe(3)
  })
})
