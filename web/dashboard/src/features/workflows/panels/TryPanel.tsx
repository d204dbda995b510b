import { Play, Square } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/Button'
import { Field, Input, Select } from '../../../ui/Field'
import { Switch } from '../../../ui/Switch'
import { submitting } from '../../../ui/submitting'
import * as t from '../../../words/words'
import type { Editor } from '../editor/useEditor'
import { DEFAULT_OPTIONS, isReady, type TrialOptions } from '../logic/trial'
import { Panel } from './Panel'
import { ResponseFields } from './ResponseFields'
import { TrialOutcome } from './TrialOutcome'
import type { TrialFieldProps } from './trial-field'
import { useTrial } from './useTrial'
import { VisitorSaysFields } from './VisitorSaysFields'

type TryProps = { projectId: number; editor: Editor; onClose: () => void }

/** A dry run of what is on the canvas, saved or not: nothing is sent, nothing stored. */
export function TryPanel({ projectId, editor, onClose }: TryProps) {
  const [options, setOptions] = useState<TrialOptions>(DEFAULT_OPTIONS)
  const { trial, run, stop } = useTrial(projectId, editor)
  const edit = (change: Partial<TrialOptions>) => setOptions((before) => ({ ...before, ...change }))
  const isRunning = trial.kind === 'running'
  return (
    <Panel title={t.dryRun.tryIt} onClose={onClose}>
      <p className="text-soft text-pretty">{t.dryRun.whatIsOnTheCanvas}</p>
      <form
        onSubmit={submitting(() => (isRunning ? stop() : run(options)))}
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
      >
        <VisitorSaysFields projectId={projectId} options={options} edit={edit} />
        <AnswersField options={options} edit={edit} />
        <ResponseFields definition={editor.definition} options={options} edit={edit} />
        <Circumstances options={options} edit={edit} />
        <div>
          {isRunning ? (
            <Button type="submit">
              <Square size={12} fill="currentcolor" aria-hidden="true" /> {t.dryRun.stop}
            </Button>
          ) : (
            <Button type="submit" variant="primary" disabled={!isReady(options)}>
              <Play size={14} aria-hidden="true" /> {t.dryRun.run}
            </Button>
          )}
        </div>
      </form>
      <TrialOutcome trial={trial} editor={editor} />
    </Panel>
  )
}

function AnswersField({ options, edit }: TrialFieldProps) {
  return (
    <Field
      label={t.dryRun.whoAnswers}
      hint={options.withModels ? t.dryRun.asInARealChat : t.dryRun.theSameEachTime}
    >
      {(control) => (
        <Select
          {...control}
          value={options.withModels ? 'project' : 'none'}
          onChange={(event) => edit({ withModels: event.target.value === 'project' })}
        >
          <option value="project">{t.dryRun.theProjectsLanguageModels}</option>
          <option value="none">{t.dryRun.noOneWithoutModels}</option>
        </Select>
      )}
    </Field>
  )
}

function Circumstances({ options, edit }: TrialFieldProps) {
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-9 content-center px-3 font-medium max-md:min-h-11">
        {t.dryRun.pageAndHours}
      </summary>
      <div className="grid gap-4 border-t border-line p-3">
        <Field
          label={t.dryRun.onThePage}
          {...(options.kind === 'past' ? { hint: t.dryRun.leftEmptyThePage } : {})}
        >
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              placeholder="https://shop.example/pricing"
              value={options.pageUrl}
              maxLength={2000}
              onChange={(event) => edit({ pageUrl: event.target.value })}
            />
          )}
        </Field>
        <Switch
          label={t.dryRun.withinBusinessHours}
          checked={options.isWithinHours}
          onChange={(isWithinHours) => edit({ isWithinHours })}
        />
      </div>
    </details>
  )
}
