import { useEffect, useRef } from 'react'
import type { Editor } from './useEditor'

/** ⌘Z, ⇧⌘Z (or Ctrl+Y) and ⌘S. In a text field the first two belong to the field. */
export function useEditorKeys(editor: Editor, save: () => void): void {
  const latest = useRef({ editor, save })
  latest.current = { editor, save }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const command = commandOf(event)
      if (!command) return
      event.preventDefault()
      run(latest.current.editor, command, latest.current.save)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

type Command = 'undo' | 'redo' | 'save'

function run(editor: Editor, command: Command, save: () => void): void {
  if (command !== 'save') editor[command]()
  else if (editor.isChanged) save()
}

function commandOf(event: KeyboardEvent): Command | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === 's') return event.shiftKey ? null : 'save'
  if (isTyping(event.target)) return null
  if (key === 'y') return 'redo'
  if (key !== 'z') return null
  return event.shiftKey ? 'redo' : 'undo'
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
