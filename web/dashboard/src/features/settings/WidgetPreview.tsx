import type { WidgetSettings } from '@frontdesk/protocol'
import { MessageCircle, SendHorizontal, X } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { readableOn } from '../../shared/colour'
import { initials } from '../../ui/Avatar'
import { classes } from '../../ui/classes'
import * as t from '../../words/words'

type PanelProps = { settings: WidgetSettings; personaName: string }

/** The panel as a visitor first sees it, drawn with the same tokens. Nothing in it can be pressed. */
export function WidgetPreview({ settings }: { settings: WidgetSettings }) {
  const personaName = useProject(useLive().projectId)?.personaName ?? ''
  const accent = {
    '--accent': settings.accentColor,
    '--on-accent': readableOn(settings.accentColor),
  } as CSSProperties
  return (
    <aside aria-label={t.widget.preview} className="self-start xl:sticky xl:top-6">
      <p className="mb-2 text-small font-medium text-faint">{t.widget.preview}</p>
      <div
        aria-hidden="true"
        data-theme={settings.theme === 'auto' ? undefined : settings.theme}
        style={accent}
        className={classes(
          'grid w-full max-w-[400px] gap-3 rounded-lg border border-line bg-sunken p-4',
          settings.side === 'left' ? 'justify-items-start' : 'justify-items-end',
        )}
      >
        <Panel settings={settings} personaName={personaName} />
        <Launcher label={settings.launcherLabel} />
      </div>
    </aside>
  )
}

function Panel({ settings, personaName }: PanelProps) {
  return (
    <div
      dir={settings.locale === 'ar' ? 'rtl' : undefined}
      className="flex h-[440px] w-full max-w-[340px] flex-col overflow-hidden rounded-panel bg-surface text-ink shadow-float"
    >
      <div className="flex items-center gap-3 border-b border-line p-4">
        <span className="grid size-9 place-items-center rounded-full bg-accent text-small font-semibold text-on-accent">
          {initials(personaName)}
        </span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate text-start text-message font-semibold">
            {personaName}
          </span>
          <span className="block text-small text-soft">{t.widget.theTeamWillAnswerHere}</span>
        </span>
        <X size={18} className="text-faint" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col items-start gap-2 overflow-hidden p-4">
        {settings.greeting.trim() ? (
          <span
            dir="auto"
            className="max-w-[85%] rounded-bubble rounded-es-tight bg-theirs px-3 py-2 text-start text-[15px] whitespace-pre-wrap text-on-theirs"
          >
            {settings.greeting}
          </span>
        ) : null}
        {settings.suggestions
          .filter((text) => text.trim())
          .map((text) => (
            <span
              key={text}
              dir="auto"
              className="rounded-full border border-accent px-3 py-1 text-[15px]"
            >
              {text}
            </span>
          ))}
        <span className="flex-1" />
        <span className="self-end rounded-bubble rounded-ee-tight bg-accent px-3 py-2 text-[15px] text-on-accent">
          …
        </span>
      </div>
      <div className="flex items-center gap-2 border-t border-line p-3">
        <span className="flex-1 text-[15px] text-faint">{t.widget.writeAMessage}</span>
        <span className="grid size-9 place-items-center rounded-full bg-accent text-on-accent">
          <SendHorizontal size={16} className="rtl:-scale-x-100" />
        </span>
      </div>
    </div>
  )
}

function Launcher({ label }: { label: string }) {
  return (
    <span className="flex h-14 min-w-14 items-center justify-center gap-2 rounded-full bg-accent px-4 text-on-accent shadow-float">
      <MessageCircle size={24} />
      {label.trim() ? (
        <span dir="auto" className="text-[15px] font-semibold">
          {label}
        </span>
      ) : null}
    </span>
  )
}
