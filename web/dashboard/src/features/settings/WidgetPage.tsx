import type { Locale, WidgetGroup } from '@frontdesk/protocol'
import type { Option, Section } from '../../shared/form/fields'
import { GroupPage } from '../../shared/form/GroupPage'
import * as t from '../../words/words'
import { WidgetPreview } from './WidgetPreview'

export function WidgetPage() {
  return (
    <GroupPage
      group="widget"
      title={t.widget.widgetLook}
      lead={t.widget.howTheWidgetGreets}
      sections={() => SECTIONS}
      read={(settings) => settings}
      write={(values) => ({
        ...values,
        suggestions: values.suggestions.map((text) => text.trim()).filter(Boolean),
      })}
      beside={(values) => <WidgetPreview settings={values} />}
    />
  )
}

const LOCALES: readonly Option<Locale>[] = [
  { value: 'auto', words: t.widget.automatic },
  { value: 'en', words: 'English', lang: 'en' },
  { value: 'de', words: 'Deutsch', lang: 'de' },
  { value: 'fr', words: 'Français', lang: 'fr' },
  { value: 'es', words: 'Español', lang: 'es' },
  { value: 'pt', words: 'Português', lang: 'pt' },
  { value: 'vi', words: 'Tiếng Việt', lang: 'vi' },
  { value: 'ja', words: '日本語', lang: 'ja' },
  { value: 'ar', words: 'العربية', lang: 'ar' },
]

const SECTIONS: readonly Section<WidgetGroup>[] = [
  {
    fields: [
      { kind: 'colour', name: 'accentColor', label: t.widget.colour },
      [
        {
          kind: 'choice',
          name: 'theme',
          label: t.widget.theme,
          options: [
            { value: 'auto', words: t.widget.automatic },
            { value: 'light', words: t.widget.light },
            { value: 'dark', words: t.widget.dark },
          ],
        },
        {
          kind: 'choice',
          name: 'side',
          label: t.widget.corner,
          options: [
            { value: 'right', words: t.widget.right },
            { value: 'left', words: t.widget.left },
          ],
        },
        { kind: 'choice', name: 'locale', label: t.widget.language, options: LOCALES },
      ],
      {
        kind: 'longText',
        name: 'greeting',
        label: t.widget.greeting,
        hint: t.widget.theFirstThingAVisitor,
        max: 500,
      },
      {
        kind: 'entries',
        name: 'suggestions',
        label: t.widget.suggestions,
        hint: t.widget.questionsAVisitorCanAsk,
        most: 5,
        max: 80,
        entry: t.widget.suggestion,
        remove: t.widget.removeSuggestion,
        add: t.widget.addASuggestion,
      },
      {
        kind: 'text',
        name: 'launcherLabel',
        label: t.widget.wordsOnTheLauncher,
        hint: t.widget.emptyShowsTheRoundButton,
        max: 40,
        placeholder: t.widget.chatWithUs,
      },
    ],
  },
  {
    title: t.widget.whenNobodyIsThere,
    fields: [
      {
        kind: 'longText',
        name: 'awayMessage',
        label: t.widget.awayMessage,
        hint: t.widget.shownInTheWidgetWhile,
        max: 1000,
      },
      {
        kind: 'switch',
        name: 'asksForEmail',
        label: t.widget.askForAnEMail,
        hint: t.widget.theTeamSeesIt,
      },
    ],
  },
]
