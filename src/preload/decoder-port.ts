import { ipcRenderer } from 'electron'

// The only access that a page which decodes a file has to the app: one port, over which it gets that
// file.
ipcRenderer.once('decoder-port', ({ ports: [port] }) => {
  if (port !== undefined) window.postMessage(null, location.origin, [port])
})
