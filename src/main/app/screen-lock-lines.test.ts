import { describe, expect, it } from 'vitest'
import { saysLocked } from './screen-lock-linux.ts'

describe('a line of gdbus monitor', () => {
  it.each([
    '/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)',
    '/org/freedesktop/ScreenSaver: org.freedesktop.ScreenSaver.ActiveChanged (true,)',
    '/org/xfce/ScreenSaver: org.xfce.ScreenSaver.ActiveChanged (true,)',
    '/org/cinnamon/ScreenSaver: org.cinnamon.ScreenSaver.ActiveChanged (true,)',
    '/org/freedesktop/login1/session/_32: org.freedesktop.login1.Session.Lock ()',
    '/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (true,)',
    "/org/freedesktop/login1/session/_32: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'IdleHint': <true>, 'LockedHint': <true>}, @as [])",
    "/org/freedesktop/UPower: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.UPower', {'LidIsClosed': <true>}, @as [])",
  ])('locks: %s', (line) => {
    expect(saysLocked(line)).toBe(true)
  })

  it.each([
    'Monitoring signals from all objects owned by org.gnome.ScreenSaver',
    'The name org.gnome.ScreenSaver is owned by :1.42',
    '/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (false,)',
    '/org/freedesktop/login1/session/_32: org.freedesktop.login1.Session.Unlock ()',
    '/org/freedesktop/login1: org.freedesktop.login1.Manager.PrepareForSleep (false,)',
    "/org/freedesktop/login1/session/_32: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'LockedHint': <false>}, @as [])",
    "/org/freedesktop/UPower: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.UPower', {'OnBattery': <true>}, @as [])",
    '',
  ])('does not: %s', (line) => {
    expect(saysLocked(line)).toBe(false)
  })
})
