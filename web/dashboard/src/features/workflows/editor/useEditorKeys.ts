import { useEffect, useRef } from 'react'
import type { Editor } from './useEditor'

/** ⌘Z, ⇧⌘Z (or Ctrl+Y), ⌘A and ⌘S. In a text field all but the last belong to the field. */
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

type Command = 'undo' | 'redo' | 'chooseAll' | 'save'

function run(editor: Editor, command: Command, save: () => void): void {
  if (command !== 'save') editor[command]()
  else if (editor.isChanged) save()
}

function commandOf(event: KeyboardEvent): Command | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const command = COMMANDS[`${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`] ?? null
  return command !== 'save' && isTyping(event.target) ? null : command
}

const COMMANDS: Record<string, Command> = {
  s: 'save',
  a: 'chooseAll',
  z: 'undo',
  'shift+z': 'redo',
  y: 'redo',
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
