import { useReactFlow } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { Button } from '../../ui/Button'
import { Menu, MenuItem } from '../../ui/Menu'
import * as t from '../../words/words'
import { NODE_ICONS } from './editor/icons'
import type { Editor } from './editor/useEditor'
import { addNode } from './logic/editing'
import { ADDABLE, NODE_WORDS } from './logic/making'
import type { NodeType } from './logic/shapes'

/** Add a step behind the chosen one, or in the middle of what is seen. */
export function AddMenu({ editor }: { editor: Editor }) {
  const { screenToFlowPosition } = useReactFlow()
  const add = (type: NodeType) => {
    const middle = screenToFlowPosition({ x: innerWidth / 2 - 112, y: innerHeight / 2 - 40 })
    const added = addNode(editor.definition, type, middle, editor.selected)
    editor.change(added.definition)
    editor.select(added.id)
  }
  const hasStart = editor.definition.nodes.some(({ type }) => type === 'start')
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Plus size={14} aria-hidden="true" />
          <span className="max-md:sr-only">{t.workflows.addStep}</span>
        </Button>
      }
    >
      {ADDABLE.filter((type) => type !== 'start' || !hasStart).map((type) => {
        const Icon = NODE_ICONS[type]
        return (
          <MenuItem key={type} icon={<Icon size={15} />} onSelect={() => add(type)}>
            {NODE_WORDS[type].name}
            <span className="text-faint"> · {NODE_WORDS[type].about}</span>
          </MenuItem>
        )
      })}
    </Menu>
  )
}
