import { useLive } from '../../live/LiveProvider'
import { InstallGuide } from '../../shared/InstallGuide'
import { Sheet } from '../../shared/PageBody'
import * as t from '../../words/words'

export function InstallPage() {
  const { projectId } = useLive()
  return (
    <Sheet title={t.settings.install} lead={t.settings.oneLineOfHtml}>
      <InstallGuide projectId={projectId} />
      <p className="text-soft">{t.settings.thePagesDomainMust}</p>
    </Sheet>
  )
}
