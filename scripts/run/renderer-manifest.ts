import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'

/** The app:// protocol serves these types and no others; an unlisted one fails the build. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

export type RendererManifest = {
  readonly version: 1
  /** By path below `out/renderer`, with forward slashes and no leading one. */
  readonly files: Readonly<Record<string, RendererFile>>
}

export type RendererFile = {
  /** Lower-case hex. */
  readonly sha256: string
  readonly type: string
  readonly bytes: number
}

const describe = (file: string): RendererFile => {
  const type = types[extname(file)]
  if (type === undefined)
    throw new Error(
      `renderer-manifest: no MIME type for ${file}; add it to scripts/run/renderer-manifest.ts`,
    )
  const content = readFileSync(file)
  return { sha256: createHash('sha256').update(content).digest('hex'), type, bytes: content.length }
}

/** Lists every file of a built renderer. */
export const describeRenderer = (folder: string): RendererManifest => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return {
    version: 1,
    files: Object.fromEntries(
      names.map((file) => [relative(folder, file).split(sep).join('/'), describe(file)]),
    ),
  }
}

/** Writes `out/renderer-manifest.json` once the renderer's files are on disk. */
export const rendererManifest = (folder: string, target: string): Plugin => ({
  name: 'understory:renderer-manifest',
  apply: 'build',
  writeBundle: {
    sequential: true,
    order: 'post',
    handler: () => writeFileSync(target, `${JSON.stringify(describeRenderer(folder), null, 2)}\n`),
  },
})
