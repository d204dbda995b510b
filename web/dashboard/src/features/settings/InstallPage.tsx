import { useLive } from '../../live/LiveProvider'
import { InstallGuide } from '../../shared/InstallGuide'
import { Sheet } from '../../shared/PageBody'

export function InstallPage() {
  const { projectId } = useLive()
  return (
    <Sheet
      title="Install"
      lead="One line of HTML. It loads after your page, sets no cookie and opens no connection until the launcher is used."
    >
      <InstallGuide projectId={projectId} />
      <p className="text-soft">
        The page’s domain must be on the list under General, or the widget stays away.
      </p>
    </Sheet>
  )
}
