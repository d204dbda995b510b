import type { Rehearsal } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import { wordsOf } from '../../api/http'
import { Button } from '../../ui/Button'
import { Field, Input, Select, TextArea } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import { submitting } from '../../ui/submitting'
import { dryRun, type Trial } from '../queries'
import type { Editor } from '../useEditor'
import { Panel } from './Panel'
import { TraceSteps } from './TraceSteps'

type TryProps = { projectId: number; editor: Editor; onClose: () => void }

/** A dry run of what is on the canvas, saved or not: nothing is sent, nothing stored. */
export function TryPanel({ projectId, editor, onClose }: TryProps) {
  const [kind, setKind] = useState<'typed' | 'past'>('typed')
  const [text, setText] = useState('')
  const [conversation, setConversation] = useState('')
  const [pageUrl, setPageUrl] = useState('')
  const [isWithinHours, setWithinHours] = useState(true)
  const trial = useMutation({
    mutationFn: () => {
      const facts = { definition: editor.definition, pageUrl, isWithinHours }
      const wanted: Trial =
        kind === 'past'
          ? { ...facts, conversationId: Number(conversation) }
          : { ...facts, messages: linesOf(text) }
      return dryRun(projectId, editor.saved.id, wanted)
    },
  })
  const isReady = kind === 'past' ? /^[1-9]\d*$/.test(conversation) : linesOf(text).length > 0
  return (
    <Panel title="Try it" onClose={onClose}>
      <p className="text-soft text-pretty">
        Nothing is sent and nothing is stored. A stand-in that compares words decides where the
        model would.
      </p>
      <form onSubmit={submitting(() => trial.mutate())} className="grid gap-4">
        <Field label="The visitor says">
          {(control) => (
            <Select
              {...control}
              value={kind}
              onChange={(event) => setKind(event.target.value === 'past' ? 'past' : 'typed')}
            >
              <option value="typed">What I type here</option>
              <option value="past">What he said in a conversation</option>
            </Select>
          )}
        </Field>
        {kind === 'typed' ? (
          <Field label="Messages" hint="One per line.">
            {(control) => (
              <TextArea
                {...control}
                rows={4}
                dir="auto"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <Field label="Conversation" hint="The number at the end of its address.">
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={conversation}
                onChange={(event) => setConversation(event.target.value.trim())}
              />
            )}
          </Field>
        )}
        <Field label="On the page">
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              placeholder="https://shop.example/pricing"
              value={pageUrl}
              onChange={(event) => setPageUrl(event.target.value)}
            />
          )}
        </Field>
        <Switch label="Within business hours" checked={isWithinHours} onChange={setWithinHours} />
        <div>
          <Button type="submit" look="primary" busy={trial.isPending} disabled={!isReady}>
            <Play size={14} aria-hidden="true" /> Run
          </Button>
        </div>
      </form>
      {trial.isError ? (
        <p role="alert" className="text-problem">
          {wordsOf(trial.error)}
        </p>
      ) : null}
      {trial.data ? <Outcome rehearsal={trial.data} editor={editor} /> : null}
    </Panel>
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 50)
}

function Outcome({ rehearsal, editor }: { rehearsal: Rehearsal; editor: Editor }) {
  return (
    <section aria-label="What happened" aria-live="polite" className="grid gap-5">
      {rehearsal.turns.map((turn, index) => (
        <TraceSteps
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no identity but their place
          key={index}
          message={turn.message}
          entries={turn.entries}
          phase={turn.phase}
          onStep={editor.select}
        />
      ))}
    </section>
  )
}
