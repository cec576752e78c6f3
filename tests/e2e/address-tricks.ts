/*
 * Addresses under `app://` that fail when only exact addresses are served, and that would reach a
 * file of the machine or of the app's own code if any path were resolved.
 */

/**
 * Ways up a folder, plain, encoded once and twice, in bad UTF-8, and as other systems write them.
 */
const climbs = [
  '../',
  '../../',
  'assets/../../',
  './../',
  '%2e%2e/',
  '%2E%2E/',
  '.%2e/',
  '%2e./',
  '..%2f',
  '..%2F..%2F',
  '%2e%2e%2f',
  '%252e%252e%252f',
  '%252e%252e/',
  '..%5c',
  '%2e%2e%5c',
  '..\\',
  '..\\..\\',
  '....//',
  '..;/',
  '..%c0%af',
  '..%e0%80%af',
  '%c0%ae%c0%ae/',
  '..%ef%bc%8f',
  '%uff0e%uff0e/',
  '..%00/',
  '..%0d%0a/',
  '/../',
  '//../',
  'assets%2f..%2f..%2f',
  '%2e%2e%2f%2e%2e%2f%2e%2e%2f',
] as const

/** Files that an attacker would want. */
const goals = [
  'main/index.cjs',
  'preload/index.cjs',
  'renderer-manifest.json',
  'etc/passwd',
  'windows/win.ini',
  'package.json',
] as const

/** Other names for a file that is served. */
const aliases = [
  'index.html',
  'INDEX.HTML',
  'index.html/',
  'index.html%00',
  'index.html%00.png',
  'index.html%20',
  'index.html.',
  'index.html;x',
  'index.html::$DATA',
  'index.html~',
  '%69ndex.html',
  '?file=/etc/passwd',
  '?index.html',
  'assets/',
  'assets',
  'assets/%00',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '/etc/passwd',
  'etc/passwd',
  'file:///etc/passwd',
  'data:text/html,x',
  '\\\\server\\share\\file',
  'C:/Windows/win.ini',
  '%2fetc%2fpasswd',
] as const

const elsewhere = [
  'app://understory.evil/',
  'app://other/',
  'app://user@desk/',
  'app://understory:80/index.html',
  'app://DESK.evil/',
  'app://%64esk.evil/',
  'app://understory%00/',
  'app:///etc/passwd',
  'app://localhost/',
  'app://127.0.0.1/',
]

export const addressTricks: readonly string[] = [
  ...climbs.flatMap((climb) => goals.map((goal) => `app://understory/${climb}${goal}`)),
  ...aliases.map((alias) => `app://understory/${alias}`),
  ...elsewhere,
]
