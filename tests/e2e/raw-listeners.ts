import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { Socket as Datagrams } from 'node:dgram'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'

/** Where names of a local network are asked for and told aloud (RFC 6762). */
const mdns = { address: '224.0.0.251', port: 5353 }
/** Chromium calls itself by a random id there, when it hides its addresses from a page. */
const randomName = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u

/** What of it can be read. */
const readable = (message: Buffer): string =>
  message.toString('latin1').replaceAll(/[^\x20-\x7e]+/g, ' ')

export type RawListeners = {
  /** This machine itself, and its own address where it has a network. */
  readonly hosts: readonly string[]
  /** What the page under test is to send; of what is told aloud nothing else counts. */
  readonly words: string
  readonly udp: number
  readonly tcp: number
  /** What came, and by which way: `udp`, `tcp`, `mdns`. */
  readonly heard: () => readonly string[]
  /** Sends one of each as any program could: whoever hears nothing else hears these. */
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

/** Hears datagrams, connections and names that are asked for aloud, from whomever they come. */
export const rawListeners = async (): Promise<RawListeners> => {
  // Its own: listeners of another run beside this one hear what is told aloud, too.
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
