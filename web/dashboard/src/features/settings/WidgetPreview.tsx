import type { WidgetGroup } from '@frontdesk/protocol'
import { MessageCircle } from 'lucide-react'
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react'
import { useLive } from '../../live/LiveProvider'
import { readableOn } from '../../shared/colour'
import { classes } from '../../ui/classes'
import * as t from '../../words/words'

/** The panel itself, as a visitor first sees it, with what is not saved yet; and its launcher. */
export function WidgetPreview({ settings }: { settings: WidgetGroup }) {
  const accent = {
    '--accent': settings.accentColor,
    '--on-accent': readableOn(settings.accentColor),
  } as CSSProperties
  return (
    <aside aria-label={t.widget.preview} className="self-start xl:sticky xl:top-6">
      <p className="mb-2 text-small font-medium text-faint">{t.widget.preview}</p>
      <div
        style={accent}
        className={classes(
          'grid w-full max-w-[400px] gap-3 rounded-lg border border-line bg-sunken p-4',
          settings.side === 'left' ? 'justify-items-start' : 'justify-items-end',
        )}
      >
        <Panel settings={settings} />
        <Launcher label={settings.launcherLabel} />
      </div>
    </aside>
  )
}

function Panel({ settings }: { settings: WidgetGroup }) {
  const { projectId } = useLive()
  const frame = useRef<HTMLIFrameElement>(null)
  const [isReady, setReady] = useState(false)
  const unsaved = useMemo(() => unsavedOf(settings), [settings])
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && data?.frontdesk === 'ready') setReady(true)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    if (!isReady) return
    frame.current?.contentWindow?.postMessage({ frontdesk: 'preview', unsaved }, location.origin)
  }, [isReady, unsaved])
  return (
    <iframe
      ref={frame}
      title={t.widget.preview}
      src={`/widget/?projectId=${projectId}&preview=1`}
      tabIndex={-1}
      className="h-[520px] w-full max-w-[380px] rounded-panel bg-surface shadow-float"
    />
  )
}

/** As the server would keep it, and the panel would be told. */
function unsavedOf({ awayMessage, asksForEmail, suggestions, ...widget }: WidgetGroup) {
  const asked = suggestions.map((text) => text.trim()).filter(Boolean)
  return { widget: { ...widget, suggestions: asked }, awayMessage, asksForEmail }
}

function Launcher({ label }: { label: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex h-14 min-w-14 items-center justify-center gap-2 rounded-full bg-accent px-4 text-on-accent shadow-float"
    >
      <MessageCircle size={24} />
      {label.trim() ? (
        <span dir="auto" className="text-[15px] font-semibold">
          {label}
        </span>
      ) : null}
    </span>
  )
}
