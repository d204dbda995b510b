import { useSyncExternalStore } from 'react'

export type NotificationState = NotificationPermission | 'unsupported'
type Alerts = { sound: boolean; notifications: NotificationState }

const KEY = 'frontdesk.sound'
const CHIME_MS = 1000
const listeners = new Set<() => void>()
let alerts: Alerts = { sound: rememberedSound(), notifications: permission() }

export function useAlerts(): Alerts {
  return useSyncExternalStore(watch, readAlerts)
}

export function readAlerts(): Alerts {
  return alerts
}

export function chooseSound(sound: boolean): void {
  try {
    localStorage.setItem(KEY, sound ? 'on' : 'off')
  } catch {
    // Kept until the page closes.
  }
  set({ ...alerts, sound })
}

/** Ask only because somebody pressed a button: a prompt on load is answered "no" for good. */
export async function askForNotifications(): Promise<NotificationState> {
  if (permission() === 'default') await Notification.requestPermission()
  set({ ...alerts, notifications: permission() })
  return alerts.notifications
}

let audio: AudioContext | undefined
let playedAt = Number.NEGATIVE_INFINITY

/** Two soft notes, made here: no file to fetch, nothing for a content policy to refuse. */
export function playChime(): void {
  // Many chats at once are one sound.
  if (performance.now() - playedAt < CHIME_MS) return
  playedAt = performance.now()
  audio ??= new AudioContext()
  void audio.resume()
  playNote(audio, 659.25, 0)
  playNote(audio, 880, 0.14)
}

function playNote(context: AudioContext, hertz: number, afterSeconds: number): void {
  const start = context.currentTime + afterSeconds
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.type = 'sine'
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.16, start + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
  tone.connect(volume).connect(context.destination)
  tone.start(start)
  tone.stop(start + 0.55)
}

function permission(): NotificationState {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported'
}

function rememberedSound(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

function set(next: Alerts): void {
  alerts = next
  for (const listener of listeners) listener()
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
