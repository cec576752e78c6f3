import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'

/*
 * A message bus of this test, with the desktop's own daemon, and the part of the D-Bus
 * specification (Message Protocol; Authentication Protocol, EXTERNAL) that is needed to own a name
 * on it and to send the signals of a screen saver, logind or UPower.
 */

type Value = { readonly signature: string; readonly write: (to: Writer) => void }

/** Little-endian, every value aligned to its own size from the beginning of the message. */
class Writer {
  readonly bytes: number[] = []
  align(size: number): void {
    while (this.bytes.length % size !== 0) this.bytes.push(0)
  }
  byte(value: number): void {
    this.bytes.push(value)
  }
  uint32(value: number): void {
    this.align(4)
    for (const shift of [0, 8, 16, 24]) this.bytes.push((value >>> shift) & 0xff)
  }
  string(value: string): void {
    this.uint32(value.length)
    this.bytes.push(...Buffer.from(`${value}\0`))
  }
  signature(value: string): void {
    this.bytes.push(value.length, ...Buffer.from(`${value}\0`))
  }
  /** Its length first, counted from its first item. */
  array(alignment: number, items: () => void): void {
    this.uint32(0)
    const at = this.bytes.length - 4
    this.align(alignment)
    const from = this.bytes.length
    items()
    const length = this.bytes.length - from
    for (const [i, shift] of [0, 8, 16, 24].entries())
      this.bytes[at + i] = (length >>> shift) & 0xff
  }
}

export const text = (value: string): Value => ({ signature: 's', write: (to) => to.string(value) })
export const flag = (value: boolean): Value => ({
  signature: 'b',
  write: (to) => to.uint32(value ? 1 : 0),
})
const number = (value: number): Value => ({ signature: 'u', write: (to) => to.uint32(value) })
/** One property with a new value. */
export const changed = (name: string, value: Value): Value => ({
  signature: 'a{sv}as',
  write: (to) => {
    to.array(8, () => {
      to.align(8)
      to.string(name)
      to.signature(value.signature)
      value.write(to)
    })
    to.array(4, () => undefined)
  },
})

type Message = {
  readonly type: 'call' | 'signal'
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly destination?: string
  readonly body: readonly Value[]
}

const messageBytes = (message: Message, serial: number): Buffer => {
  const body = new Writer()
  for (const value of message.body) value.write(body)
  const fields: readonly (readonly [code: number, signature: string, value: string])[] = [
    [1, 'o', message.path],
    [2, 's', message.interface],
    [3, 's', message.member],
    ...(message.destination === undefined ? [] : [[6, 's', message.destination] as const]),
    [8, 'g', message.body.map(({ signature }) => signature).join('')],
  ]
  const head = new Writer()
  for (const each of ['l'.charCodeAt(0), message.type === 'call' ? 1 : 4, 0, 1]) head.byte(each)
  head.uint32(body.bytes.length)
  head.uint32(serial)
  head.array(8, () => {
    for (const [code, signature, value] of fields) {
      head.align(8)
      head.byte(code)
      head.signature(signature)
      if (signature === 'g') head.signature(value)
      else head.string(value)
    }
  })
  head.align(8)
  return Buffer.from([...head.bytes, ...body.bytes])
}

const answered = async (socket: Socket): Promise<string> =>
  ((await once(socket, 'data')) as [Buffer])[0].toString('latin1')

export type OwnBus = {
  readonly address: string
  /** Owns a name, as a service of the desktop does. @returns a function that sends a signal. */
  readonly owning: (
    name: string,
  ) => Promise<(signal: Omit<Message, 'type' | 'destination'>) => void>
  readonly end: () => void
}

export const ownBus = async (): Promise<OwnBus> => {
  const how = ['--session', '--nofork', '--print-address', '--address=unix:tmpdir=/tmp']
  const daemon = spawn('dbus-daemon', how, { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface({ input: daemon.stdout })
  const [address] = (await once(lines, 'line')) as [string]
  const path = /^unix:(?:path|abstract)=([^,]+)/.exec(address)?.[1] ?? ''
  const sockets: Socket[] = []
  return {
    address,
    owning: async (name) => {
      const socket = connect(address.startsWith('unix:abstract') ? `\0${path}` : path)
      sockets.push(socket)
      await once(socket, 'connect')
      const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
      socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
      const answer = await answered(socket)
      if (!answer.startsWith('OK')) throw new Error(`the bus said ${answer}`)
      socket.write('BEGIN\r\n')
      let serial = 0
      const send = (message: Message): void => {
        socket.write(messageBytes(message, (serial += 1)))
      }
      const bus = 'org.freedesktop.DBus'
      const ask = async (member: string, body: readonly Value[]): Promise<void> => {
        const reply = answered(socket)
        send({
          ...{ type: 'call', path: '/org/freedesktop/DBus', interface: bus, destination: bus },
          ...{ member, body },
        })
        if ((await reply).includes('DBus.Error')) throw new Error(`${member} was refused`)
      }
      await ask('Hello', [])
      await ask('RequestName', [text(name), number(0)])
      socket.on('data', () => undefined)
      return (signal) => send({ type: 'signal', ...signal })
    },
    end: () => {
      for (const socket of sockets) socket.destroy()
      daemon.kill()
    },
  }
}
