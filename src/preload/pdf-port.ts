import { ipcRenderer } from 'electron'

// The PDF page's only access to the app: one port, over which it gets one document.
ipcRenderer.once('pdf-port', ({ ports: [port] }) => {
  if (port !== undefined) window.postMessage(null, location.origin, [port])
})
