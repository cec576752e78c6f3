// A decoder that falls over a file.
process.on('message', (message: { readonly kind: string }) => {
  if (message.kind === 'run') process.kill(process.pid, 'SIGSEGV')
})
