import type { Locale, WidgetSettings, WidgetTheme } from '@frontdesk/protocol'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/Button'
import { Field, Input, Select, TextArea } from '../../ui/Field'
import * as t from '../../words/words'
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
      <Field
        label={t.widget.greeting}
        hint={t.widget.theFirstThingAVisitor}
        error={wrong['greeting']}
      >
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
        label={t.widget.wordsOnTheLauncher}
        hint={t.widget.emptyShowsTheRoundButton}
        error={wrong['launcherLabel']}
      >
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={40}
            placeholder={t.widget.chatWithUs}
            value={settings.launcherLabel}
            onChange={(event) => onChange({ launcherLabel: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

const LOCALES: readonly [Locale, string][] = [
  ['auto', t.widget.automatic],
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
      <Field label={t.widget.theme}>
        {(control) => (
          <Select
            {...control}
            value={settings.theme}
            onChange={(event) => onChange({ theme: event.target.value as WidgetTheme })}
          >
            <option value="auto">{t.widget.automatic}</option>
            <option value="light">{t.widget.light}</option>
            <option value="dark">{t.widget.dark}</option>
          </Select>
        )}
      </Field>
      <Field label={t.widget.corner}>
        {(control) => (
          <Select
            {...control}
            value={settings.side}
            onChange={(event) =>
              onChange({ side: event.target.value === 'left' ? 'left' : 'right' })
            }
          >
            <option value="right">{t.widget.right}</option>
            <option value="left">{t.widget.left}</option>
          </Select>
        )}
      </Field>
      <Field label={t.widget.language}>
        {(control) => (
          <Select
            {...control}
            value={settings.locale}
            onChange={(event) => onChange({ locale: event.target.value as Locale })}
          >
            {LOCALES.map(([locale, words]) => (
              <option key={locale} value={locale} lang={locale === 'auto' ? undefined : locale}>
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
      <legend className="mb-1.5 font-medium">{t.widget.suggestions}</legend>
      {suggestions.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a suggestion is its place in the list; its words change as one types.
        <div key={place} className="flex gap-1">
          <Input
            dir="auto"
            aria-label={t.widget.suggestion(place + 1)}
            maxLength={80}
            value={text}
            onChange={(event) => onChange(suggestions.with(place, event.target.value))}
          />
          <IconButton
            label={t.widget.removeSuggestion(place + 1)}
            onClick={() => onChange(suggestions.toSpliced(place, 1))}
          >
            <X size={15} />
          </IconButton>
        </div>
      ))}
      {suggestions.length < MOST_SUGGESTIONS ? (
        <div>
          <Button onClick={() => onChange([...suggestions, ''])}>
            <Plus size={14} aria-hidden="true" /> {t.widget.addASuggestion}
          </Button>
        </div>
      ) : null}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      <p className="text-small text-faint">{t.widget.questionsAVisitorCanAsk}</p>
    </fieldset>
  )
}
