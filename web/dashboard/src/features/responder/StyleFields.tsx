import { Link } from '@tanstack/react-router'
import { ArrowUpRight } from 'lucide-react'
import { Field, TextArea } from '../../ui/Field'
import { Choices } from './Choices'
import { HostsField } from './HostsField'
import type { SettingsFieldProps } from './settings-field'
import { STYLES } from './words'

const LONGEST_PROMPT = 20_000
const SECRETS = 'What it must never say, put in [[double brackets]].'
const EXAMPLE =
  'You help visitors of a lamp shop. Delivery takes 3 days and is free from 50 €. Returns are free for 30 days. Be brief and friendly. If you do not know, say so and offer a person.'

export function StyleFields({
  projectId,
  current,
  edit,
  wrong,
}: SettingsFieldProps & { projectId: number }) {
  return (
    <>
      <Choices
        legend="It answers"
        value={current.style}
        choices={STYLES}
        error={wrong['style']}
        onChange={(style) => edit({ style })}
      />
      {current.style === 'orchestrator' ? (
        <>
          <p className="flex flex-wrap items-center gap-x-1 rounded-md bg-sunken px-3 py-2 text-soft">
            The published workflow answers; until there is one, the instructions below.
            <Link
              to="/projects/$projectId/workflows"
              params={{ projectId: String(projectId) }}
              className="inline-flex min-h-8 items-center gap-1 font-medium text-accent-text underline underline-offset-2 max-md:min-h-11"
            >
              Open Workflows <ArrowUpRight size={14} aria-hidden="true" />
            </Link>
          </p>
          <HostsField current={current} edit={edit} wrong={wrong} />
        </>
      ) : null}
      <Field
        label="Instructions"
        hint={
          current.style === 'simple'
            ? `Who it is, what it knows, how it sounds, and when to offer a person. ${SECRETS}`
            : `For as long as no workflow is published. Its steps have instructions of their own. ${SECRETS}`
        }
        error={wrong['prompt']}
      >
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            rows={8}
            maxLength={LONGEST_PROMPT}
            placeholder={EXAMPLE}
            value={current.prompt}
            onChange={(event) => edit({ prompt: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
