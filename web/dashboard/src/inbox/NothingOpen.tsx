import { MessagesSquare } from 'lucide-react'
import { Empty } from '../ui/Empty'
import { Kbd } from '../ui/Kbd'

export function NothingOpen() {
  return (
    <div className="grid h-full place-items-center bg-sunken">
      <Empty icon={<MessagesSquare size={28} strokeWidth={1.5} />} title="Choose a conversation">
        <p>
          <Kbd>j</Kbd> and <Kbd>k</Kbd> go through the list, <Kbd>?</Kbd> shows every shortcut.
        </p>
      </Empty>
    </div>
  )
}
