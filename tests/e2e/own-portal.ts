import { pathToFileURL } from 'node:url'
import { entry, number, objectPath, texts, variant } from './own-bus.ts'
import type { Incoming, OwnBus } from './own-bus.ts'

/*
 * A desktop's portal for file dialogs (org.freedesktop.portal.FileChooser, version 4) in which a
 * user chooses at once: it has no window and opens no file.
 */

const properties = 'org.freedesktop.DBus.Properties'
const fileChooser = 'org.freedesktop.portal.FileChooser'
const request = '/org/freedesktop/portal/desktop/request'

/** A call to the portal. */
export type PortalCall = {
  readonly member: string
  /** Its parameters as they were sent: strings can be searched in them. */
  readonly body: string
}

/**
 * The path of a request, which follows from the caller's name and its token: a string among the
 * options, after its name, its type and its length.
 */
const requestPath = ({ sender, body }: Incoming): string => {
  const name = 'handle_token\0'
  const typeAt = body.indexOf(name) + name.length
  const lengthAt = Math.ceil((typeAt + 3) / 4) * 4
  const length = body.readUInt32LE(lengthAt)
  const token = body.toString('latin1', lengthAt + 4, lengthAt + 4 + length)
  return `${request}/${sender.slice(1).replaceAll('.', '_')}/${token}`
}

/**
 * @param choose the path that the user chooses.
 * @returns the calls so far.
 */
export const ownPortal = async (
  bus: OwnBus,
  choose: (call: PortalCall) => string,
): Promise<readonly PortalCall[]> => {
  const calls: PortalCall[] = []
  const send = await bus.owning('org.freedesktop.portal.Desktop', (call) => {
    const asked = { member: call.member, body: call.body.toString('latin1') }
    if (call.interface === properties && call.member === 'Get') {
      return asked.body.includes(fileChooser) ? [variant(number(4))] : null
    }
    if (call.interface !== fileChooser) return null
    calls.push(asked)
    const path = requestPath(call)
    // The answer comes after the reply, as from a portal in which a user takes some time.
    setTimeout(() => {
      send({
        path,
        interface: 'org.freedesktop.portal.Request',
        member: 'Response',
        destination: call.sender,
        body: [number(0), entry('uris', texts([pathToFileURL(choose(asked)).href]))],
      })
    }, 200)
    return [objectPath(path)]
  })
  return calls
}
