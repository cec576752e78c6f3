import { expect, test } from 'vitest'
import { smallFiles, smallLines } from './small-files.ts'

const short = 'export const one = 1\n'

test('a short file that one file alone imports is found, however it is imported', () => {
  for (const text of [
    "import { one } from '../b/small.ts'\n",
    "import type { One } from '../b/small.ts'\n",
    "import '../b/small.ts'\n",
    "const later = import('../b/small.ts')\n",
    "const path = new URL('../b/small.ts', import.meta.url)\n",
    "import {\n  one,\n} from '../b/small.ts'\n",
  ]) {
    expect(
      smallFiles([
        { file: 'src/a/user.ts', text },
        { file: 'src/b/small.ts', text: short },
      ]),
      text,
    ).toEqual([{ file: 'src/b/small.ts', lines: 1, importer: 'src/a/user.ts' }])
  }
})

test('a file with two importers, without one, or with more lines is not found', () => {
  const user = (file: string) => ({ file, text: "import { one } from './small.ts'\n" })
  const small = { file: 'src/small.ts', text: short }
  expect(smallFiles([small])).toEqual([])
  expect(smallFiles([user('src/a.ts'), user('src/b.ts'), small])).toEqual([])
  expect(smallFiles([user('src/a.ts'), { ...small, text: short.repeat(smallLines) }])).toHaveLength(
    1,
  )
  expect(smallFiles([user('src/a.ts'), { ...small, text: short.repeat(smallLines + 1) }])).toEqual(
    [],
  )
})
