/**
 * The layers, which dependency-cruiser checks on resolved files, type imports included.
 * .oxlintrc.json has most of these rules as `no-restricted-imports`, so that an editor shows them.
 * docs/ARCHITECTURE.md describes each layer.
 */
const test = '\\.test\\.tsx?$'
const src = (layer) => `^src/${layer}/`
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`
/** Bounds of imprecise dates: the one file of shared that the window runs. */
const bounds = '^src/shared/event-bounds\\.ts$'
/** Dates in a public record: the one file of publication that the window runs. */
const dates = '^src/publication/dates\\.ts$'
const network =
  '^(node:)?(http|https|http2|net|dgram|dns|tls|inspector|dns/promises|inspector/promises)$'

/** A layer may import itself, what `to` allows (paths), and nothing else. */
const only = (name, comment, from, to, exempt = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [test, ...exempt] },
  to: { pathNot: [from, ...to] },
})

const layers = [
  only('shared', 'Pure: zod and edtf only.', src('shared'), [packages('zod', 'edtf')]),
  only('crypto', 'Pure: libsodium and shared only; no files, no Node.', src('crypto'), [
    src('shared'),
    packages('libsodium-wrappers', 'libsodium-wrappers-sumo', 'libsodium-sumo'),
  ]),
  only(
    'disclosure-checks',
    'Pure: finds words that could expose a source; re2js and shared only.',
    src('disclosure-checks'),
    [src('shared'), packages('re2js')],
  ),
  only('publication', 'The public record: pure, no files, no clock, no keys.', src('publication'), [
    src('shared'),
    packages('pdf-lib'),
    '^(node:)?(crypto|zlib)$',
  ]),
  only('store', 'All SQL; no keys, no windows.', src('main/store'), [
    src('shared'),
    packages('better-sqlite3', 'better-sqlite3-multiple-ciphers', 'zod'),
    '^(node:)?(fs|path)$',
  ]),
  only(
    'exchange',
    'age files and bundles; no SQL, no windows, no open vault.',
    src('main/exchange'),
    [
      src('shared'),
      src('crypto'),
      packages('age-encryption', '@noble', '@scure/bip39', 'zod', 'libsodium-wrappers'),
      '^(node:)?(fs|fs/promises|path|crypto|worker_threads|zlib)$',
    ],
  ),
  only('release', 'Judges a release: pure; no files, no clock, no vault.', src('main/release'), [
    src('shared'),
    src('crypto'),
    '^src/main/exchange/(strict-json|json-bounds)\\.ts$',
    packages('zod'),
  ]),
  only('vault', 'Keys, files, sessions; runs in plain Node.', '^src/main/vault/', [
    src('shared'),
    src('crypto'),
    src('publication'),
    // How names are written in other scripts; texts are checked in a worker.
    src('disclosure-checks/names'),
    '^src/main/(store|exchange|release)/',
    packages('better-sqlite3', 'zod'),
    '^(node:)?(fs|fs/promises|path|crypto|worker_threads|os|url|timers|timers/promises)$',
  ]),
  only('workers', 'Threads for slow cryptography and for the linter.', src('main/workers'), [
    src('shared'),
    src('crypto'),
    src('disclosure-checks'),
    '^src/main/(exchange|vault/files)/',
    '^src/main/vault/lint/lint-job\\.ts$',
    '^src/main/vault/verify/verify-thread\\.ts$',
    '^src/main/idle-gc\\.ts$',
    packages('age-encryption', 'libsodium-wrappers'),
    '^(node:)?(worker_threads|crypto)$',
  ]),
  only(
    'ipc',
    'The bridge: shared, vault and the pace of long work; Electron’s types in sender.ts alone.',
    src('main/ipc'),
    [
      src('shared'),
      src('main/vault'),
      '^src/main/exchange/pace\\.ts$',
      packages('zod'),
      '^(node:)?crypto$',
    ],
    ['^src/main/ipc/sender\\.ts$'],
  ),
  only('preload', 'Electron, and the closed list of channels.', src('preload'), [
    packages('electron'),
    '^src/shared/',
  ]),
  only(
    'pdf',
    'The hidden page that reads PDFs: pdf.js, types of shared, limits, joined.',
    src('pdf'),
    [src('shared'), packages('pdfjs-dist'), '^virtual:pdf-supplies$'],
  ),
  only(
    'image',
    'The hidden page that reads an image: its encoder, types of shared, a few values.',
    src('image'),
    [src('shared'), packages('jpeg-js')],
  ),
  only('rescue', 'A reader in plain Node; no Electron, no window.', src('rescue'), [
    src('shared'),
    src('crypto'),
    '^src/main/(store|exchange|vault|workers)/',
    packages('better-sqlite3', 'zod'),
    '^(node:)?(fs|fs/promises|path|process|readline|readline/promises|os|tty|url|util|stream|crypto|worker_threads)$',
  ]),
]

export default {
  forbidden: [
    ...layers,
    {
      name: 'renderer',
      comment:
        'The window has its own code, packages, the types of shared, and the dates of a public record.',
      severity: 'error',
      from: { path: src('renderer'), pathNot: test },
      to: {
        path: ['^src/(main|preload|crypto|rescue|publication)/', packages('electron')],
        pathNot: dates,
      },
    },
    {
      name: 'renderer-shared-types-only',
      comment: 'Values of shared would bring zod into the window; event-bounds.ts brings nothing.',
      severity: 'error',
      from: { path: src('renderer'), pathNot: test },
      to: { path: src('shared'), pathNot: bounds, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'event-bounds-alone',
      comment: 'The window runs it too, so it imports nothing.',
      severity: 'error',
      from: { path: bounds },
      to: {},
    },
    {
      name: 'renderer-no-node',
      comment: 'The window has no Node.',
      severity: 'error',
      from: { path: src('renderer'), pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'preload-channels-only',
      comment: 'Of shared the preload script runs channels.ts only.',
      severity: 'error',
      from: { path: src('preload') },
      to: {
        path: src('shared'),
        pathNot: '^src/shared/channels\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'aria-in-ui',
      comment: 'Controls are made in ui/; the rest of the window takes them from there.',
      severity: 'error',
      from: { path: src('renderer'), pathNot: ['^src/renderer/ui/', test] },
      to: { path: packages('react-aria', 'react-aria-components', 'react-stately', '@react-aria') },
    },
    {
      name: 'ui-alone',
      comment: 'A control imports messages and other controls only: no record, no vault.',
      severity: 'error',
      from: { path: '^src/renderer/ui/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/renderer/((ui|i18n)/|typing\\.ts)' },
    },
    {
      name: 'features-apart',
      comment: 'Features never import each other; what they share is in ui/ or beside features/.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/', pathNot: test },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'migrations-alone',
      comment: 'A migration is frozen: it imports types only, and no code that changes.',
      severity: 'error',
      from: { path: '^src/main/store/migrations/[0-9]{4}' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-outside',
      comment: 'Only main/app, main/index, vault-process, ipc/sender and preload import Electron.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/main/app/',
          '^src/main/(index|vault-process)\\.ts$',
          '^src/main/ipc/sender\\.ts$',
          '^src/preload/',
        ],
      },
      to: { path: packages('electron') },
    },
    {
      name: 'main-holds-no-keys',
      comment: 'Main routes; only the vault process and its workers hold keys and records.',
      severity: 'error',
      from: { path: ['^src/main/app/', '^src/main/index\\.ts$'], pathNot: test },
      to: {
        path: [
          '^src/(crypto|main/store|main/exchange|main/release|main/workers)/',
          packages('better-sqlite3', 'libsodium-wrappers', 'age-encryption'),
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pdf-apart',
      comment: 'PDFs are read in a page of their own, and nowhere else.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/pdf/', test] },
      to: { path: ['^src/pdf/', packages('pdfjs-dist')] },
    },
    {
      name: 'pdf-shared-types-only',
      comment: 'Values of shared would bring zod along; limits.ts and joined.ts bring nothing.',
      severity: 'error',
      from: { path: src('pdf') },
      to: {
        path: src('shared'),
        pathNot: '^src/shared/(limits|joined)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'image-apart',
      comment: 'Images are decoded in a page of their own, and nowhere else.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/image/', test] },
      to: { path: ['^src/image/', packages('jpeg-js')] },
    },
    {
      name: 'image-encoder-only',
      comment: 'The decoder of jpeg-js has known flaws.',
      severity: 'error',
      from: { path: src('image') },
      to: { path: packages('jpeg-js'), pathNot: 'jpeg-js/lib/encoder\\.js$' },
    },
    {
      name: 'image-shared-types-only',
      comment: 'Values of shared would bring zod along; these bring nothing.',
      severity: 'error',
      from: { path: src('image') },
      to: {
        path: src('shared'),
        pathNot: '^src/shared/(limits|joined|failure|bare-png|image-format)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-network',
      comment: 'There is no network code.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: network },
    },
    {
      name: 'product-without-tests',
      comment: 'The product imports neither tests nor scripts.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: ['^(tests|scripts|tools)/', test] },
    },
    {
      name: 'no-dev-packages',
      comment: 'The product imports dependencies only; Electron provides itself.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: packages('electron'),
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-folder-cycles',
      comment: 'The folders of the vault depend on each other in one direction, by types too.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/main/vault/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // The build makes the table of places, the guide and the files of pdf.js.
      to: { couldNotResolve: true, pathNot: '\\.css$|^virtual:(geonames|guide|pdf-supplies)$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|\\.cache|demo-out|test-out|bench-out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
