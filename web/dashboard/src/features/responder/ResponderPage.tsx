import { useLive } from '../../live/LiveProvider'
import { GroupPage } from '../../shared/form/GroupPage'
import { Part } from '../../shared/PageBody'
import * as t from '../../words/words'
import { bodyOf, type EditedSettings, settingsOf } from './providers'
import { assistantSections } from './sections'
import { TryBox } from './TryBox'

export function ResponderPage() {
  const { projectId } = useLive()
  return (
    <GroupPage<'assistant', EditedSettings>
      group="assistant"
      title={t.assistant.assistant}
      lead={t.assistant.anAiThatAnswersVisitors}
      sections={assistantSections}
      read={settingsOf}
      write={bodyOf}
      below={({ changed }) => (
        <Part title={t.assistant.tryIt} lead={t.assistant.askAsAVisitorWould}>
          <TryBox projectId={projectId} isChanged={changed.length > 0} />
        </Part>
      )}
    />
  )
}
