import { Options } from '../../../ui/Options'
import * as t from '../../../words/words'
import type { Canned } from './useCanned'

/** Canned replies that fit, above the composer, as they would read to this visitor. */
export function CannedMenu({ id, canned }: { id: string; canned: Canned }) {
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-1.5 overflow-hidden rounded-md bg-raised shadow-float">
      <Options
        id={id}
        label={t.composer.cannedReplies}
        options={canned.options.map(({ id: key, shortcut, content }) => ({
          key: String(key),
          content: (
            <>
              <span className="shrink-0 font-medium text-accent-text">/{shortcut}</span>
              <span dir="auto" className="min-w-0 flex-1 truncate text-soft">
                {canned.filled(content)}
              </span>
            </>
          ),
        }))}
        place={canned.place}
        onPoint={canned.point}
        onChoose={canned.choose}
      />
    </div>
  )
}
