import type { WorkflowProblem } from '@frontdesk/protocol'
import { Field, Select, TextArea } from '../../../ui/Field'
import { Rich } from '../../../ui/Rich'
import * as t from '../../../words/words'
import { ofField } from '../logic/problems'
import type { NodeOf, WorkflowNode } from '../logic/shapes'
import { ActionFields } from './ActionFields'
import { CaseFields } from './CaseFields'
import { RuleFields } from './RuleFields'

type Problems = readonly WorkflowProblem[]
type SettingsProps<Node extends WorkflowNode> = {
  node: Node
  problems: Problems
  onChange: (node: WorkflowNode) => void
}

/** What is particular to a kind of step. */
export function StepSettings({ node, problems, onChange }: SettingsProps<WorkflowNode>) {
  switch (node.type) {
    case 'message':
      return <MessageFields node={node} problems={problems} onChange={onChange} />
    case 'condition':
      return <ConditionFields node={node} problems={problems} onChange={onChange} />
    case 'switch':
      return <SwitchFields node={node} problems={problems} onChange={onChange} />
    case 'llm':
      return <ModelFields node={node} problems={problems} onChange={onChange} />
    case 'action':
      return (
        <ActionFields
          action={node.action}
          problems={problems}
          onChange={(action) => onChange({ ...node, action })}
        />
      )
    default:
      return null
  }
}

const PLACEHOLDERS = (
  <Rich
    text={t.steps.placeholders}
    parts={{
      name: <code>{'{{visitor.name}}'}</code>,
      message: <code>{'{{message}}'}</code>,
      page: <code>{'{{page}}'}</code>,
      step: <code>{'{{steps.<id>}}'}</code>,
    }}
  />
)

function MessageFields({ node, problems, onChange }: SettingsProps<NodeOf<'message'>>) {
  return (
    <Field label={t.steps.whatToSay} error={ofField(problems, 'text')} hint={PLACEHOLDERS}>
      {(control) => (
        <TextArea
          {...control}
          rows={5}
          maxLength={5000}
          dir="auto"
          value={node.text}
          onChange={(event) => onChange({ ...node, text: event.target.value })}
        />
      )}
    </Field>
  )
}

type Decider = NodeOf<'condition'> | NodeOf<'switch'>

function DecidedByFields({ node, problems, onChange }: SettingsProps<Decider>) {
  return (
    <>
      <Field label={t.steps.decidedBy}>
        {(control) => (
          <Select
            {...control}
            value={node.by}
            onChange={(event) =>
              onChange({ ...node, by: event.target.value === 'model' ? 'model' : 'rule' })
            }
          >
            <option value="rule">{t.steps.rules}</option>
            <option value="model">{t.steps.theModel}</option>
          </Select>
        )}
      </Field>
      {node.by === 'model' ? (
        <Field
          label={t.steps.questionToTheModel}
          error={ofField(problems, 'question')}
          hint={node.type === 'condition' ? t.steps.itAnswersYes : t.steps.itChooses}
        >
          {(control) => (
            <TextArea
              {...control}
              maxLength={500}
              dir="auto"
              value={node.question}
              onChange={(event) => onChange({ ...node, question: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  )
}

function ConditionFields({ node, problems, onChange }: SettingsProps<NodeOf<'condition'>>) {
  return (
    <>
      <DecidedByFields node={node} problems={problems} onChange={onChange} />
      {node.by === 'rule' ? (
        <RuleFields
          field="rules"
          match={node.match}
          rules={node.rules}
          problems={problems}
          onChange={(change) => onChange({ ...node, ...change })}
        />
      ) : null}
    </>
  )
}

function SwitchFields({ node, problems, onChange }: SettingsProps<NodeOf<'switch'>>) {
  return (
    <>
      <DecidedByFields node={node} problems={problems} onChange={onChange} />
      <CaseFields
        by={node.by}
        cases={node.cases}
        problems={problems}
        onChange={(cases) => onChange({ ...node, cases })}
      />
    </>
  )
}

type Tool = NodeOf<'llm'>['tools'][number]

const TOOLS: readonly { tool: Tool; words: string }[] = [
  { tool: 'handoff', words: t.steps.handOverToTheTeam },
  { tool: 'add_note', words: t.steps.writeNotes },
  { tool: 'set_tag', words: t.steps.setTags },
  { tool: 'change_status', words: t.steps.setPendingOrSolved },
]

function ModelFields({ node, problems, onChange }: SettingsProps<NodeOf<'llm'>>) {
  const toggle = (tool: Tool) =>
    node.tools.includes(tool) ? node.tools.filter((one) => one !== tool) : [...node.tools, tool]
  return (
    <>
      <Field
        label={t.steps.instructions}
        error={ofField(problems, 'instructions')}
        hint={t.steps.theModelSeesTheConversation}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={6}
            maxLength={5000}
            dir="auto"
            value={node.instructions}
            onChange={(event) => onChange({ ...node, instructions: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="grid gap-1">
        <legend className="pb-1 font-medium">{t.steps.itMay}</legend>
        {TOOLS.map(({ tool, words }) => (
          <label key={tool} className="flex min-h-8 items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={node.tools.includes(tool)}
              onChange={() => onChange({ ...node, tools: toggle(tool) })}
            />
            {words}
          </label>
        ))}
      </fieldset>
    </>
  )
}
