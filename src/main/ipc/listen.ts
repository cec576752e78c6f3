import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { mainChannels } from '../../shared/channels.ts'
import type { MainChannel } from '../../shared/channels.ts'
import type { Reply } from '../../shared/reply.ts'

/** Answers every main channel. The callback decides which sender to trust. */
export const listen = (
  answer: (
    channel: MainChannel,
    event: IpcMainInvokeEvent,
    raw: unknown,
  ) => Promise<Reply<unknown>>,
): void => {
  for (const channel of mainChannels) {
    ipcMain.handle(`api:${channel}`, (event, raw: unknown) => answer(channel, event, raw))
  }
}
