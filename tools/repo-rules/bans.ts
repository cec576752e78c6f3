/** A finding of a text rule. `line` counts from 1. */
export type Finding = {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly why: string
}

type Ban = {
  readonly rule: string
  readonly why: string
  /** The files that it checks, by path from the root, with `/`. */
  readonly files: RegExp
  readonly except?: RegExp
  /** Matches the text of the file, comments included. Global. */
  readonly text?: RegExp
  /** Matches the path itself. */
  readonly path?: RegExp
}

const product = /^src\/.*\.tsx?$/
const tests = /\.test\.tsx?$/
const written =
  /^(src|scripts|tests|tools|docs|\.ci)\/.*\.(ts|tsx|js|mjs|md|json|html|css|sh)$|^[^/]+\.(md|json|ts|mjs)$/

/**
 * Rules that oxlint cannot express. They match text, so they can be fooled: they catch slips, and
 * `.dependency-cruiser.mjs` and the tests back them up.
 */
export const bans: readonly Ban[] = [
  {
    rule: 'sql-in-store',
    why: 'SQL is written in src/main/store only',
    files: product,
    // The lock is SQLite's own file lock, taken with one statement on an empty file; rescue shares
    // it.
    except:
      /^src\/main\/store\/|^src\/main\/vault\/files\/lock-file\.ts$|^src\/rescue\/private-copy\.ts$/,
    text: /\b(SELECT\s[^'"]*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIRTUAL)\b|PRAGMA\s+\w|VACUUM\s+INTO)|\bfrom\s+'better-sqlite3'/g,
  },
  {
    rule: 'sql-from-input',
    why: 'values reach SQL as bound parameters, never by joining text',
    files: /^src\/main\/store\/.*\.ts$/,
    except: tests,
    text: /\b(prepare|exec)\(\s*(`[^`]*\$\{|'[^'\n]*'\s*\+)/g,
  },
  {
    rule: 'open-window',
    why: 'every window is made with closedPreferences, and nothing behind them opens one again',
    files: /^src\/main\/.*\.ts$/,
    text: /new BrowserWindow\((?!(?:(?!\n {0,4}\}\)\n)[^])*?\.\.\.closedPreferences,)|\.\.\.closedPreferences,(?:(?!\})[^])*?\b(sandbox|contextIsolation|webSecurity|safeDialogs|disableDialogs|nodeIntegration\w*|allowRunningInsecureContent|experimentalFeatures|\w*[bB]linkFeatures|webviewTag|navigateOnDragDrop|spellcheck|devTools):|new (BaseWindow|BrowserView|WebContentsView)\b/g,
  },
  {
    rule: 'other-programs',
    why: 'nothing is handed to other programs',
    files: product,
    // These ask the desktop whether the screen is locked, and disable core dumps; they pass on no
    // data.
    except: /^src\/main\/app\/(bus-listener|process-hardening)\.ts$/,
    text: /\b(openExternal|openPath|showItemInFolder|addRecentDocument|child_process)\b/g,
  },
  {
    rule: 'network',
    why: 'there is no network code',
    files: product,
    except: tests,
    text: /['"](node:)?(https?|http2|net|dgram|dns|tls)(\/promises)?['"]|\b(fetch|importScripts|sendBeacon)\s*\(|\bnew\s+(WebSocket|XMLHttpRequest|EventSource|WebTransport|RTCPeerConnection)\b/g,
  },
  {
    rule: 'html-from-text',
    why: 'text becomes text nodes, never HTML',
    files: /^src\/(renderer|pdf|image)\/.*\.tsx?$/,
    text: /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write)\b/g,
  },
  {
    rule: 'kept-in-window',
    why: 'the window keeps nothing',
    files: /^src\/(renderer|preload|pdf|image)\/.*\.tsx?$/,
    text: /\b(localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker)\b/g,
  },
  {
    rule: 'blob',
    why: 'Chromium keeps the content of a blob in the main process',
    files: /^src\/(pdf|image)\/.*\.ts$/,
    text: /\b(Blob|File|FileReader|createObjectURL|toBlob|convertToBlob)\b/g,
  },
  {
    rule: 'bare-control',
    why: 'what is pressed or filled in comes from src/renderer/ui',
    files: /^src\/renderer\/.*\.tsx$/,
    except: /^src\/renderer\/ui\//,
    text: /<(button|input|select|textarea|dialog|details|summary|a)(?=[\s>])/g,
  },
  {
    rule: 'way-out',
    why: 'a form, a step or a dialog ends in DialogActions or FormActions: cancel first, the primary action last',
    files: /^src\/renderer\/(?!ui\/).*\.tsx$/,
    text: /type="submit"(?:(?!<\/Button>)[^])*<\/Button>\s*(\{[^}<]*)?<Button/g,
  },
  {
    rule: 'bare-number',
    why: 'a number that is read is written by useFormat or in a message, in the groups of its language',
    files: /^src\/renderer\/.*\.tsx$/,
    text: /(?<![=$])\{((\s*[\w.?]+\.(length|size)\s*)|count|total)\}|\$\{[\w.?]+\.(length|size)\}/g,
  },
  {
    rule: 'failure-words',
    why: 'one component says what failed, with its reference: src/renderer/data/failure-text.tsx',
    files: /^src\/renderer\/.*\.tsx?$/,
    except: /^src\/renderer\/(data\/failure-text\.tsx|i18n\/.*)$/,
    text: /['"`]failures\./g,
  },
  {
    rule: 'enum',
    why: 'word lists are `as const` arrays: they exist at run time and erase cleanly',
    files: /^(src|scripts|tests|lint)\/.*\.tsx?$/,
    text: /^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s/gm,
  },
  {
    rule: 'old-name',
    why: 'docs/GLOSSARY.md has another word for it: retention, preview, wipe, override, …',
    files: /^(src|scripts|tests)\/.*\.(tsx?|css|json)$/,
    // Tables, journal kinds and migrations keep the names that are on disk: the store maps them
    // once, in store.ts. Rules, corpora and fixtures quote texts.
    except:
      /^src\/main\/store\/(?!store\.ts$)|^src\/disclosure-checks\/tables\/|^tests\/(corpus|fixtures)\/|^tests\/store\/migrations\.json$/,
    text: /(?<![\w.])(keeping|leaving|duress)\.(?=[a-z])|['"`]record\.(kind|subject|title|list|line)\b|\b(store\.keeping|letStand|isLetStand|letPass|mayStand|isTheirs|onPass|data-pass|standingIn|standingClaims|byStanding|homonyms?|unlooked|sayers?|companions|onAct|storeActs|[Rr]ehears\w*|[Dd]uress\w*|\w*Shelf)\b|(state: |=== |\| )'holds'|\bfirm\??: |\['acts'\]/g,
    path: /(^|\/)[^/]*(leaving|keeping|duress|homonym|sayers|companions|shelf|let-stand|standing|-acts)[^/]*$/,
  },
  {
    rule: 'unfinished',
    why: 'nothing is left as a note to oneself: finish it or take it out',
    files: /^(src|scripts|tests)\/.*\.(tsx?|css)$/,
    text: /\b(TODO|FIXME|XXX|HACK)\b/g,
  },
  {
    rule: 'only-one-test',
    why: '`.only` hides all other tests',
    files: /^(src|tests|scripts)\/.*\.test\.tsx?$/,
    text: /\b(describe|it|test)\.only\b/g,
  },
  {
    rule: 'retried-test',
    why: 'no test is retried: one that fails on a busy machine has a race',
    files:
      /^(tests\/.*\.tsx?|(src|tools)\/.*\.test\.tsx?|scripts\/.*\.ts|vitest[^/]*\.ts|stryker\.config\.mjs|package\.json)$/,
    except: /^tools\/repo-rules\/bans\.test\.ts$/,
    text: /\bretry['"]?\s*[:=,}]|--retry\b/g,
  },
  {
    rule: 'this-machine',
    why: 'paths of one machine say something about its owner and mean nothing elsewhere',
    files: written,
    // The contract test throws such a path and looks for it in the reply.
    except: /^tools\/repo-rules\/bans\.(test\.)?ts$|^tests\/contract\//,
    text: /(?<![\w.~-])\/(home|Users|root|work)\/[a-z]/g,
  },
  {
    rule: 'file-name',
    why: 'a file is named, in kebab-case, after the one idea it holds',
    files: /^(src|scripts|tests|lint)\/.*\.(tsx?|css)$/,
    path: /(^|\/)[^/]*(util|utils|helper|helpers|manager|misc|common)s?\.[^/]*$|[A-Z](?=[^/]*$)/,
  },
]

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** Applies every ban to one file. */
export const findingsIn = (file: string, text: string): Finding[] =>
  bans
    .filter((ban) => ban.files.test(file) && ban.except?.test(file) !== true)
    .flatMap((ban) => {
      const { rule, why } = ban
      const found: Finding[] = []
      if (ban.path?.test(file) === true) found.push({ file, line: 1, rule, why })
      if (ban.text !== undefined) {
        for (const match of text.matchAll(ban.text)) {
          found.push({ file, line: lineAt(text, match.index), rule, why })
        }
      }
      return found
    })
