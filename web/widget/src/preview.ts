import type { Settings } from './settings.ts'

export type Unsaved = Pick<Settings, 'widget' | 'awayMessage' | 'asksForEmail'>

/** Hear what the settings page of our own dashboard has not saved yet; nobody else is listened to. */
export function followUnsaved(hear: (unsaved: Unsaved) => void): void {
  addEventListener('message', ({ source, origin, data }: MessageEvent) => {
    if (source !== window.parent || origin !== location.origin) return
    if (data?.frontdesk === 'preview') hear(data.unsaved)
  })
  window.parent.postMessage({ frontdesk: 'ready' }, location.origin)
}
