import { describe, expect, it } from 'vitest'
import { isRefusedArgument } from './command-line.ts'

describe('a packaged app', () => {
  it.each([
    '--inspect',
    '--inspect-brk=9229',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--disable-setuid-sandbox',
    '--disable-gpu-sandbox',
    '--load-extension=/x',
    '--js-flags=--expose-gc',
    '--JS-FLAGS=--expose-gc',
    '--require=/x.js',
    '-r',
    '-no-sandbox',
    '--log-net-log=/x',
    '--enable-logging',
    '--log-file=/x',
    '--trace-startup',
    '--renderer-cmd-prefix=/x',
    '--utility-cmd-prefix=/x',
    '--disable-web-security',
    '--host-resolver-rules=MAP * 10.0.0.1',
    '--proxy-server=10.0.0.1',
    '--user-data-dir=/x',
    '--force-device-scale-factor=2 --no-sandbox',
    '--Vault=/x',
    '--restart=eyJmb2xkZXIiOiIvIn0',
    '--',
  ])('does not start with %s', (argument) => {
    expect(isRefusedArgument(argument)).toBe(true)
  })

  it.each([
    '--vault=/media/stick/notes',
    '--require-no-network',
    '--force-device-scale-factor=1.5',
    '--ozone-platform-hint=auto',
    '-psn_0_12345',
    '/media/no-sandbox',
    '.',
  ])('starts with %s', (argument) => {
    expect(isRefusedArgument(argument, 'linux')).toBe(false)
  })

  it('takes a slash for a dash where Chromium does', () => {
    expect(isRefusedArgument('/no-sandbox', 'win32')).toBe(true)
  })
})
