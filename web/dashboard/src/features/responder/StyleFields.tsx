import { Link } from '@tanstack/react-router'
import { ArrowUpRight } from 'lucide-react'
import { Field, TextArea } from '../../ui/Field'
import * as t from '../../words/words'
import { Choices } from './Choices'
import { HostsField } from './HostsField'
import type { SettingsFieldProps } from './settings-field'
import { STYLES } from './words'

const LONGEST_PROMPT = 20_000
const SECRETS = t.assistant.whatItMustNeverSay
const EXAMPLE = t.assistant.youHelpVisitors

export function StyleFields({
  projectId,
  current,
  edit,
  wrong,
}: SettingsFieldProps & { projectId: number }) {
  return (
    <>
      <Choices
        legend={t.assistant.itAnswers}
        value={current.style}
        choices={STYLES}
        error={wrong['style']}
        onChange={(style) => edit({ style })}
      />
      {current.style === 'orchestrator' ? (
        <>
          <p className="flex flex-wrap items-center gap-x-1 rounded-md bg-sunken px-3 py-2 text-soft">
            {t.assistant.workflowAnswers}
            <Link
              to="/projects/$projectId/workflows"
              params={{ projectId: String(projectId) }}
              className="inline-flex min-h-8 items-center gap-1 font-medium text-accent-text underline underline-offset-2 max-md:min-h-11"
            >
              {t.assistant.openWorkflows} <ArrowUpRight size={14} aria-hidden="true" />
            </Link>
          </p>
          <HostsField current={current} edit={edit} wrong={wrong} />
        </>
      ) : null}
      <Field
        label={t.assistant.instructions}
        hint={
          current.style === 'simple' ? t.assistant.whoIt(SECRETS) : t.assistant.forAsLong(SECRETS)
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
