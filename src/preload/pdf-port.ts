import { ipcRenderer } from 'electron'

// All that the page which reads PDFs has of the app: one port, on which it hears of one document.
ipcRenderer.once('pdf-port', ({ ports: [port] }) => {
  if (port !== undefined) window.postMessage(null, location.origin, [port])
})
