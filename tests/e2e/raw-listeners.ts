import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { Socket as Datagrams } from 'node:dgram'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'

/** The multicast address and port of mDNS (RFC 6762). */
const mdns = { address: '224.0.0.251', port: 5353 }
/** Chromium announces a random name there when it hides its addresses from a page. */
const randomName = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u

/** The printable text of a message. */
const readable = (message: Buffer): string =>
  message.toString('latin1').replaceAll(/[^\x20-\x7e]+/g, ' ')

export type RawListeners = {
  /** This machine, and its own address where it has a network. */
  readonly hosts: readonly string[]
  /**
   * The words that the page under test is to send; multicast messages without them do not count.
   */
  readonly words: string
  readonly udp: number
  readonly tcp: number
  /** What was received, and how: `udp`, `tcp`, `mdns`. */
  readonly heard: () => readonly string[]
  /** Sends one message of each kind, to prove that the listeners work. */
  readonly control: () => Promise<void>
  readonly end: () => void
}

const ownAddress = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    .slice(0, 1)

const bound = async (socket: Datagrams, port: number): Promise<number> => {
  socket.bind(port)
  await once(socket, 'listening')
  return socket.address().port
}

const send = async (words: string, port: number, host: string): Promise<void> => {
  const socket = createSocket('udp4')
  await new Promise((resolve) => socket.send(words, port, host, resolve))
  socket.close()
}

/** Receives datagrams, connections and mDNS queries from any sender. */
export const rawListeners = async (): Promise<RawListeners> => {
  // Unique words: listeners of a parallel run receive the same multicast messages.
  const words = `SULPHURFORD${randomBytes(6).toString('hex')}`
  const heard: string[] = []
  const hosts = ['127.0.0.1', ...ownAddress()]

  const datagrams = createSocket('udp4')
  datagrams.on('message', (message) => heard.push(`udp ${readable(message)}`))
  const udp = await bound(datagrams, 0)

  const server = createServer((socket) => {
    heard.push(`tcp to ${socket.localAddress ?? ''}`)
    socket.on('error', () => undefined).end()
  })
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  const tcp = (server.address() as AddressInfo).port

  const aloud = createSocket({ type: 'udp4', reuseAddr: true })
  aloud.on('message', (message) => {
    const text = readable(message)
    if (text.includes(words) || randomName.test(text)) heard.push(`mdns ${text}`)
  })
  await bound(aloud, mdns.port)
  for (const host of hosts.slice(1)) aloud.addMembership(mdns.address, host)

  return {
    hosts,
    words,
    udp,
    tcp,
    heard: () => [...heard],
    control: async () => {
      for (const host of hosts) {
        await send('control', udp, host)
        const socket = connect(tcp, host).resume()
        await once(socket, 'close')
      }
      if (hosts.length > 1) await send(`control ${words}`, mdns.port, mdns.address)
      await new Promise((resolve) => setTimeout(resolve, 100))
    },
    end: () => {
      datagrams.close()
      aloud.close()
      server.close()
    },
  }
}
