import { existsSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'

/** The keys that the tests press; every X server on a PC's keyboard uses these codes. */
const keyCodes = { Return: 36, Escape: 9, L: 46, Control: 37, Shift: 50 } as const

const keyPress = 2
const keyRelease = 3
const motion = 6

/** Reads an exact number of bytes. */
const exactly = async (socket: Socket, bytes: number): Promise<Buffer> => {
  for (;;) {
    const read = socket.read(bytes) as Buffer | null
    if (read !== null) return read
    await new Promise((resolve) => socket.once('readable', resolve))
  }
}

/** Input through the XTEST extension, which windows of other programs receive as well. */
export type Hands = {
  /** Presses the last key while the earlier ones are held. */
  readonly press: (...keys: (keyof typeof keyCodes)[]) => void
  readonly pointAt: (x: number, y: number) => void
  readonly end: () => void
}

const cookieKind = Buffer.from('MIT-MAGIC-COOKIE-1')

/** The authorisation cookie, from the file with which the tests' own server was started. */
const cookie = (): Buffer => {
  const file = process.env['XAUTHORITY'] ?? ''
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  const at = bytes.indexOf(cookieKind)
  // Its length precedes it, in two bytes.
  return at < 0 ? Buffer.alloc(0) : bytes.subarray(at + cookieKind.length + 2).subarray(0, 16)
}

/**
 * Connects to the X server of the tests.
 *
 * @throws Error where the server refuses, or has no XTEST.
 */
export const handsAtX = async (): Promise<Hands> => {
  const number = /:(\d+)/.exec(process.env['DISPLAY'] ?? '')?.[1]
  const socket = createConnection(`/tmp/.X11-unix/X${number ?? ''}`)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject)
  })
  const secret = cookie()
  // Both are padded to a multiple of four.
  const hello = Buffer.alloc(secret.length === 0 ? 12 : 12 + 20 + 16)
  hello.write('l')
  hello.writeUInt16LE(11, 2)
  if (secret.length > 0) {
    hello.writeUInt16LE(cookieKind.length, 6)
    hello.writeUInt16LE(secret.length, 8)
    cookieKind.copy(hello, 12)
    secret.copy(hello, 32)
  }
  socket.write(hello)
  const answer = await exactly(socket, 8)
  await exactly(socket, answer.readUInt16LE(6) * 4)
  if (answer[0] !== 1) throw new Error('the X server refuses')
  const name = 'XTEST'
  const ask = Buffer.alloc(16)
  ask[0] = 98
  ask.writeUInt16LE(4, 2)
  ask.writeUInt16LE(name.length, 4)
  ask.write(name, 8)
  socket.write(ask)
  const extension = await exactly(socket, 32)
  if (extension[8] !== 1) throw new Error('the X server has no XTEST')
  const opcode = extension[9] ?? 0
  const fake = (type: number, detail: number, x = 0, y = 0): void => {
    const request = Buffer.alloc(36)
    request[0] = opcode
    request[1] = 2
    request.writeUInt16LE(9, 2)
    request[4] = type
    request[5] = detail
    request.writeInt16LE(x, 24)
    request.writeInt16LE(y, 26)
    socket.write(request)
  }
  /** Without a window manager, keys go to the window under the pointer. */
  const focusByPointer = (): void => {
    const request = Buffer.alloc(12)
    request[0] = 42
    request.writeUInt16LE(3, 2)
    request.writeUInt32LE(1, 4)
    socket.write(request)
  }
  return {
    press: (...keys) => {
      focusByPointer()
      for (const key of keys) fake(keyPress, keyCodes[key])
      for (const key of [...keys].reverse()) fake(keyRelease, keyCodes[key])
    },
    pointAt: (x, y) => fake(motion, 0, x, y),
    end: () => socket.destroy(),
  }
}
