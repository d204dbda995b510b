import type { FeedEvent } from '@frontdesk/protocol'
import { LiveCollection, type Page } from './collection'
import type { LiveDeps } from './live-part'

const TRY_AGAIN_MS = 3000

/** Rows that belong to threads: those of the threads that have been opened, whole and current. */
export abstract class ThreadRows<Row> extends LiveCollection<number, readonly Row[]> {
  protected override readonly retryAfterMs = TRY_AGAIN_MS
  readonly #deps: LiveDeps

  constructor(deps: LiveDeps) {
    super(deps.changed)
    this.#deps = deps
  }

  protected abstract ask(id: number): Promise<readonly Row[]>
  protected abstract readonly applied: (
    rows: readonly Row[],
    event: FeedEvent,
    id: number,
  ) => readonly Row[]

  view(id: number | null): void {
    this.show(id)
  }

  apply(event: FeedEvent): void {
    for (const id of this.keys) {
      const rows = this.valueOf(id)
      if (rows) this.replace(id, this.applied(rows, event, id))
    }
  }

  protected idOf(id: number): number {
    return id
  }

  /** What happens while the rows travel is applied on top of them. */
  protected async read(id: number): Promise<Page<readonly Row[]>> {
    const rows = await this.#deps.feed().snapshot<readonly Row[]>(
      () => this.ask(id),
      (sofar, event) => this.applied(sofar, event, id),
    )
    return () => rows
  }

  protected conversationPath(id: number) {
    return `/projects/${this.#deps.projectId}/inbox/conversations/${id}` as const
  }
}
