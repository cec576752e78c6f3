import { Failure } from '../shared/failure.ts'

const secretLimit = 4096

/**
 * Reads one line from standard input: at a terminal after a prompt on standard error and without
 * showing what is typed, otherwise the first line of whatever is piped in.
 *
 * @throws Failure 'cancelled' on Ctrl+C or an empty line, 'too-big'.
 */
export async function askSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY) {
    stderr.write(prompt)
    stdin.setRawMode(true)
  }
  try {
    let line = ''
    stdin.setEncoding('utf8')
    for await (const part of stdin as AsyncIterable<string>) {
      for (const symbol of part) {
        if (symbol === '\n' || symbol === '\r') return finished(line)
        if (stdin.isTTY && (symbol === '\u0003' || symbol === '\u0004')) {
          throw new Failure('cancelled')
        }
        if (stdin.isTTY && (symbol === '\u007f' || symbol === '\b')) {
          line = [...line].slice(0, -1).join('')
        } else line += symbol
        if (line.length > secretLimit) throw new Failure('too-big')
      }
    }
    return finished(line)
  } finally {
    if (stdin.isTTY) {
      stdin.setRawMode(false)
      stderr.write('\n')
    }
    stdin.destroy()
  }
}

function finished(line: string): string {
  if (line === '') throw new Failure('cancelled')
  return line
}
