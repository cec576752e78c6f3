import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/*
 * A message bus of this test, with the desktop's own daemon, and the part of the D-Bus
 * specification (Message Protocol; Authentication Protocol, EXTERNAL) that is needed to own a name
 * on it, to send the signals of a screen saver, logind or UPower, and to answer calls as a portal.
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
export const number = (value: number): Value => ({
  signature: 'u',
  write: (to) => to.uint32(value),
})
/** An object path. */
export const objectPath = (value: string): Value => ({
  signature: 'o',
  write: (to) => to.string(value),
})
export const texts = (values: readonly string[]): Value => ({
  signature: 'as',
  write: (to) =>
    to.array(4, () => {
      for (const value of values) to.string(value)
    }),
})
/** A value of any type. */
export const variant = (value: Value): Value => ({
  signature: 'v',
  write: (to) => {
    to.signature(value.signature)
    value.write(to)
  },
})
/** A dictionary with one entry. */
export const entry = (name: string, value: Value): Value => ({
  signature: 'a{sv}',
  write: (to) =>
    to.array(8, () => {
      to.align(8)
      to.string(name)
      variant(value).write(to)
    }),
})
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

type Outgoing = {
  readonly type: 'call' | 'reply' | 'error' | 'signal'
  readonly path?: string
  readonly interface?: string
  readonly member?: string
  readonly errorName?: string
  readonly replyTo?: number
  readonly destination?: string
  readonly body: readonly Value[]
}

const types = { call: 1, reply: 2, error: 3, signal: 4 } as const

type Field = readonly [code: number, value: Value]

const signatureValue = (value: string): Value => ({
  signature: 'g',
  write: (to) => to.signature(value),
})

const fieldsOf = (message: Outgoing): readonly Field[] => {
  const field = (code: number, value: Value | undefined): Field[] =>
    value === undefined ? [] : [[code, value]]
  const named = (name: string | undefined): Value | undefined =>
    name === undefined ? undefined : text(name)
  const { path, replyTo, body } = message
  return [
    ...field(1, path === undefined ? undefined : objectPath(path)),
    ...field(2, named(message.interface)),
    ...field(3, named(message.member)),
    ...field(4, named(message.errorName)),
    ...field(5, replyTo === undefined ? undefined : number(replyTo)),
    ...field(6, named(message.destination)),
    ...field(8, signatureValue(body.map(({ signature }) => signature).join(''))),
  ]
}

const messageBytes = (message: Outgoing, serial: number): Buffer => {
  const body = new Writer()
  for (const value of message.body) value.write(body)
  const head = new Writer()
  for (const each of ['l'.charCodeAt(0), types[message.type], 0, 1]) head.byte(each)
  head.uint32(body.bytes.length)
  head.uint32(serial)
  head.array(8, () => {
    for (const [code, value] of fieldsOf(message)) {
      head.align(8)
      head.byte(code)
      variant(value).write(head)
    }
  })
  head.align(8)
  return Buffer.from([...head.bytes, ...body.bytes])
}

/** A message from the bus; its body is not parsed. */
export type Incoming = {
  readonly type: number
  readonly serial: number
  readonly replyTo: number
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly sender: string
  readonly body: Buffer
}

const aligned = (at: number, size: number): number => Math.ceil(at / size) * size

/** The header fields by their codes; their types are strings or numbers. */
const readFields = (bytes: Buffer, end: number): ReadonlyMap<number, string | number> => {
  const fields = new Map<number, string | number>()
  for (let at = 16; at < end;) {
    at = aligned(at, 8)
    const code = bytes.readUInt8(at)
    const signature = bytes.toString('latin1', at + 2, at + 3)
    at += 4
    if (signature === 'g') {
      at += 2 + bytes.readUInt8(at)
      continue
    }
    at = aligned(at, 4)
    const number_ = bytes.readUInt32LE(at)
    at += 4
    if (signature === 'u') fields.set(code, number_)
    else {
      fields.set(code, bytes.toString('utf8', at, at + number_))
      at += number_ + 1
    }
  }
  return fields
}

/** The first message in these bytes and its length; null while it is not complete. */
const readMessage = (bytes: Buffer): { message: Incoming; length: number } | null => {
  if (bytes.length < 16) return null
  const fieldsEnd = 16 + bytes.readUInt32LE(12)
  const bodyAt = aligned(fieldsEnd, 8)
  const length = bodyAt + bytes.readUInt32LE(4)
  if (bytes.length < length) return null
  const fields = readFields(bytes, fieldsEnd)
  const named = (code: number): string => String(fields.get(code) ?? '')
  const message: Incoming = {
    type: bytes.readUInt8(1),
    serial: bytes.readUInt32LE(8),
    replyTo: Number(fields.get(5) ?? 0),
    path: named(1),
    interface: named(2),
    member: named(3),
    sender: named(7),
    body: bytes.subarray(bodyAt, length),
  }
  return { message, length }
}

type Connection = {
  /** @returns the serial number of the message. */
  readonly send: (message: Outgoing) => number
  /** Sends a call and waits for its answer. @throws Error for an answer that is an error. */
  readonly ask: (message: Omit<Outgoing, 'type'>) => Promise<Incoming>
}

/** Connects to the bus. @param onCall gets the calls of others. */
const connected = async (socket: Socket, onCall: (call: Incoming) => void): Promise<Connection> => {
  await once(socket, 'connect')
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
  const answer = ((await once(socket, 'data')) as [Buffer])[0].toString('latin1')
  if (!answer.startsWith('OK')) throw new Error(`the bus said ${answer}`)
  const asked = new Map<number, (reply: Incoming) => void>()
  let bytes = Buffer.alloc(0)
  socket.on('data', (more: Buffer) => {
    bytes = Buffer.concat([bytes, more])
    for (let read = readMessage(bytes); read !== null; read = readMessage(bytes)) {
      bytes = bytes.subarray(read.length)
      const { message } = read
      if (message.type === types.call) onCall(message)
      else asked.get(message.replyTo)?.(message)
    }
  })
  socket.write('BEGIN\r\n')
  let serial = 0
  const send = (message: Outgoing): number => {
    socket.write(messageBytes(message, (serial += 1)))
    return serial
  }
  return {
    send,
    ask: async (message) => {
      const reply = await new Promise<Incoming>((resolve) => {
        asked.set(send({ type: 'call', ...message }), resolve)
      })
      if (reply.type === types.error) throw new Error(`${message.member ?? ''} was refused`)
      return reply
    },
  }
}

type Signal = Required<Pick<Outgoing, 'path' | 'interface' | 'member'>> & {
  readonly destination?: string
  readonly body: readonly Value[]
}

/** What a service does with a call; the answer's values, or null for an error. */
export type AnswerCall = (call: Incoming) => readonly Value[] | null

export type OwnBus = {
  readonly address: string
  /**
   * Owns a name, as a service of the desktop does.
   *
   * @param onCall answers the calls to it; by default with errors.
   * @returns a function that sends a signal.
   */
  readonly owning: (name: string, onCall?: AnswerCall) => Promise<(signal: Signal) => void>
  readonly end: () => void
}

/** A session bus that starts no service of this machine: what no test owns is not there. */
const busConfig = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

export const ownBus = async (): Promise<OwnBus> => {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'))
  const config = join(folder, 'bus.conf')
  writeFileSync(config, busConfig)
  const how = [`--config-file=${config}`, '--nofork', '--print-address']
  const daemon = spawn('dbus-daemon', how, { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface({ input: daemon.stdout })
  const [address] = (await once(lines, 'line')) as [string]
  rmSync(folder, { recursive: true })
  const path = /^unix:(?:path|abstract)=([^,]+)/.exec(address)?.[1] ?? ''
  const sockets: Socket[] = []
  return {
    address,
    owning: async (name, onCall = () => null) => {
      const socket = connect(address.startsWith('unix:abstract') ? `\0${path}` : path)
      sockets.push(socket)
      const { send, ask } = await connected(socket, (call) => {
        const answer = onCall(call)
        const to = { replyTo: call.serial, destination: call.sender }
        if (answer !== null) send({ type: 'reply', ...to, body: answer })
        else {
          const errorName = 'org.freedesktop.DBus.Error.UnknownMethod'
          send({ type: 'error', ...to, errorName, body: [] })
        }
      })
      const bus = 'org.freedesktop.DBus'
      const to = { path: '/org/freedesktop/DBus', interface: bus, destination: bus }
      await ask({ ...to, member: 'Hello', body: [] })
      await ask({ ...to, member: 'RequestName', body: [text(name), number(0)] })
      return (signal) => {
        send({ type: 'signal', ...signal })
      }
    },
    end: () => {
      for (const socket of sockets) socket.destroy()
      daemon.kill()
    },
  }
}
