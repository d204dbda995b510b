import type { WorkflowDefinition } from '@frontdesk/protocol'
import { Field, TextArea } from '../../../ui/Field'
import { Switch } from '../../../ui/Switch'
import * as t from '../../../words/words'
import { askingSteps } from '../logic/trial'
import type { TrialFieldProps } from './trial-field'

/** What other systems answer; they are left alone unless the author says otherwise. */
export function ResponseFields({
  definition,
  options,
  edit,
}: TrialFieldProps & { definition: WorkflowDefinition }) {
  const steps = askingSteps(definition)
  if (steps.length === 0) return null
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{t.dryRun.otherSystems}</legend>
      <Switch
        label={t.dryRun.reallyCallThem}
        hint={t.dryRun.onlyStepsThatReadGet}
        checked={options.reallyAsk}
        onChange={(reallyAsk) => edit({ reallyAsk })}
      />
      {options.reallyAsk
        ? null
        : steps.map(({ id, name }) => (
            <Field key={id} label={t.dryRun.isAnswered(name || id)} hint={t.dryRun.leftEmpty}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={2}
                  dir="ltr"
                  spellCheck={false}
                  maxLength={20_000}
                  className="font-mono"
                  placeholder='{"status": "shipped"}'
                  value={options.siteAnswers[id] ?? ''}
                  onChange={(event) =>
                    edit({ siteAnswers: { ...options.siteAnswers, [id]: event.target.value } })
                  }
                />
              )}
            </Field>
          ))}
    </fieldset>
  )
}
