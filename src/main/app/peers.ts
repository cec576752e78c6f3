import { app } from 'electron'

/**
 * No page reaches a peer by WebRTC, which asks neither the policy of a page nor the filter of its
 * requests: what is left to it are connections by way of the proxy, and there is none that answers.
 * Chromium's switch of that name is Chrome's own, and Electron does not know it.
 *
 * Must run before the first window is made.
 */
export const denyPeers = (): void => {
  app.on('web-contents-created', (_, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}
