import type { Locale, WidgetSettings, WidgetTheme } from '@frontdesk/protocol'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/Button'
import { Field, Input, Select, TextArea } from '../../ui/Field'
import { ColourField } from './ColourField'

type FieldsProps = {
  settings: WidgetSettings
  onChange: (change: Partial<WidgetSettings>) => void
  wrong: Record<string, string>
}

export function WidgetFields({ settings, onChange, wrong }: FieldsProps) {
  return (
    <>
      <ColourField
        colour={settings.accentColor}
        error={wrong['accentColor']}
        onChange={(accentColor) => onChange({ accentColor })}
      />
      <Placement settings={settings} onChange={onChange} />
      <Field label="Greeting" hint="The first thing a visitor reads." error={wrong['greeting']}>
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            maxLength={500}
            value={settings.greeting}
            onChange={(event) => onChange({ greeting: event.target.value })}
          />
        )}
      </Field>
      <Suggestions
        suggestions={settings.suggestions}
        error={wrong['suggestions']}
        onChange={(suggestions) => onChange({ suggestions })}
      />
      <Field
        label="Words on the launcher"
        hint="Empty shows the round button only."
        error={wrong['launcherLabel']}
      >
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={40}
            placeholder="Chat with us"
            value={settings.launcherLabel}
            onChange={(event) => onChange({ launcherLabel: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

const LOCALES: readonly [Locale, string][] = [
  ['auto', 'Automatic'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
  ['es', 'Español'],
  ['pt', 'Português'],
  ['vi', 'Tiếng Việt'],
  ['ja', '日本語'],
  ['ar', 'العربية'],
]

function Placement({ settings, onChange }: Omit<FieldsProps, 'wrong'>) {
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <Field label="Theme">
        {(control) => (
          <Select
            {...control}
            value={settings.theme}
            onChange={(event) => onChange({ theme: event.target.value as WidgetTheme })}
          >
            <option value="auto">Automatic</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </Select>
        )}
      </Field>
      <Field label="Corner">
        {(control) => (
          <Select
            {...control}
            value={settings.side}
            onChange={(event) =>
              onChange({ side: event.target.value === 'left' ? 'left' : 'right' })
            }
          >
            <option value="right">Right</option>
            <option value="left">Left</option>
          </Select>
        )}
      </Field>
      <Field label="Language">
        {(control) => (
          <Select
            {...control}
            value={settings.locale}
            onChange={(event) => onChange({ locale: event.target.value as Locale })}
          >
            {LOCALES.map(([locale, words]) => (
              <option key={locale} value={locale}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

const MOST_SUGGESTIONS = 5

type SuggestionsProps = {
  suggestions: readonly string[]
  error: string | undefined
  onChange: (suggestions: string[]) => void
}

function Suggestions({ suggestions, error, onChange }: SuggestionsProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">Suggestions</legend>
      {suggestions.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a suggestion is its place in the list; its words change as one types.
        <div key={place} className="flex gap-1">
          <Input
            dir="auto"
            aria-label={`Suggestion ${place + 1}`}
            maxLength={80}
            value={text}
            onChange={(event) => onChange(suggestions.with(place, event.target.value))}
          />
          <IconButton
            label={`Remove suggestion ${place + 1}`}
            onClick={() => onChange(suggestions.toSpliced(place, 1))}
          >
            <X size={15} />
          </IconButton>
        </div>
      ))}
      {suggestions.length < MOST_SUGGESTIONS ? (
        <div>
          <Button onClick={() => onChange([...suggestions, ''])}>
            <Plus size={14} aria-hidden="true" /> Add a suggestion
          </Button>
        </div>
      ) : null}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      <p className="text-small text-faint">
        Questions a visitor can ask with one press, before writing anything.
      </p>
    </fieldset>
  )
}
