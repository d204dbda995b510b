import { Link } from '@tanstack/react-router'
import { ArrowLeft, History, Play, Redo2, Undo2, Wand2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../ui/Button'
import * as t from '../../words/words'
import { AddMenu } from './AddMenu'
import type { useSaving } from './editor/saving'
import type { Editor } from './editor/useEditor'
import { useObstacle } from './editor/useObstacle'
import { errorCount } from './logic/problems'
import { publishedWords } from './logic/published'
import { MoreMenu } from './MoreMenu'
import { PublishButton } from './PublishButton'

export type OpenPanel = 'try' | 'versions' | null

type ToolbarProps = {
  projectId: number
  editor: Editor
  saving: ReturnType<typeof useSaving>
  shown: OpenPanel
  onShow: (panel: OpenPanel) => void
  onTidy: () => void
}

/** One line; on a phone the tools stand on a line of their own, as icons. */
export function Toolbar(props: ToolbarProps) {
  const { projectId, editor, saving } = props
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-1 border-b border-line px-2 py-1">
      <Link
        to="/projects/$projectId/workflows"
        params={{ projectId: String(projectId) }}
        aria-label={t.workflows.allWorkflows}
        className="grid size-8 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink max-md:size-11"
      >
        <ArrowLeft size={16} className="rtl:-scale-x-100" />
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-x-2 max-md:flex-col max-md:items-start">
        <h2 className="max-w-full truncate text-message font-semibold" dir="auto">
          {editor.saved.name}
        </h2>
        <Standing editor={editor} />
      </div>
      <Tools {...props} />
      <Button
        onClick={() => saving.save.mutate({})}
        busy={saving.save.isPending}
        disabled={!editor.isChanged}
      >
        {t.workflows.save}
      </Button>
      <PublishButton editor={editor} publish={saving.publish} />
    </header>
  )
}

function Tools({ projectId, editor, saving, shown, onShow, onTidy }: ToolbarProps) {
  const toggle = (panel: OpenPanel) => onShow(shown === panel ? null : panel)
  return (
    <div className="flex items-center gap-1 max-md:order-last max-md:w-full max-md:justify-between">
      <AddMenu editor={editor} />
      <IconButton
        label={t.workflows.undo}
        keys="⌘Z"
        disabled={!editor.canUndo}
        onClick={editor.undo}
      >
        <Undo2 size={16} />
      </IconButton>
      <IconButton
        label={t.workflows.redo}
        keys="⇧⌘Z"
        disabled={!editor.canRedo}
        onClick={editor.redo}
      >
        <Redo2 size={16} />
      </IconButton>
      <IconButton label={t.workflows.tidyUp} onClick={onTidy}>
        <Wand2 size={16} />
      </IconButton>
      <Toggle isOn={shown === 'try'} onClick={() => toggle('try')} words={t.workflows.tryIt}>
        <Play size={14} aria-hidden="true" />
      </Toggle>
      <Toggle
        isOn={shown === 'versions'}
        onClick={() => toggle('versions')}
        words={t.workflows.versions}
      >
        <History size={14} aria-hidden="true" />
      </Toggle>
      <MoreMenu projectId={projectId} editor={editor} saving={saving} />
    </div>
  )
}

type ToggleProps = { isOn: boolean; onClick: () => void; words: string; children: ReactNode }

function Toggle({ isOn, onClick, words, children }: ToggleProps) {
  return (
    <Button
      variant="ghost"
      aria-pressed={isOn}
      onClick={onClick}
      className="aria-pressed:bg-selected aria-pressed:text-accent-text"
    >
      {children}
      <span className="max-md:sr-only">{words}</span>
    </Button>
  )
}

/** What is live, whether anything is unsaved, and how much is wrong: in words. */
function Standing({ editor }: { editor: Editor }) {
  const { publishedNumber } = editor.saved
  const obstacle = useObstacle()
  const colour = obstacle === null ? 'text-done' : 'text-waiting'
  const errors = errorCount(editor.problems)
  const wrong = editor.problems.find(({ severity, nodeId }) => severity === 'error' && nodeId)
  return (
    <p role="status" className="flex items-center gap-x-2 text-small whitespace-nowrap">
      <span className={publishedNumber === null ? 'text-faint' : colour}>
        {publishedNumber === null ? t.workflows.notLive : publishedWords(publishedNumber, obstacle)}
      </span>
      {errors > 0 ? (
        <button
          type="button"
          title={t.workflows.showTheFirstStep}
          onClick={() => editor.select(wrong?.nodeId ?? null)}
          className="text-problem underline-offset-2 hover:underline"
        >
          {t.workflows.errors(errors)}
        </button>
      ) : null}
      {editor.isChanged ? <span className="text-waiting">{t.workflows.notSaved}</span> : null}
    </p>
  )
}
