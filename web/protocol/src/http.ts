type Operation = { takes: object; answer: unknown }

/** Left out where nothing must be given. */
type Rest<Given> = Partial<Given> extends Given ? [given?: Given] : [given: Given]

/**
 * Ask an address that takes a method, below `/api/v1`. Its path, the query and the body that go
 * with it and its answer follow the OpenAPI document: `Table` is a part of `Operations`.
 */
export type Call<Table> = <Path extends keyof Table & string>(
  path: Path,
  ...rest: Rest<TakenBy<Table[Path]> & { signal?: AbortSignal }>
) => Promise<AnswerOf<Table[Path]>>

/** An answer and the version it stands at. */
export interface Versioned<Answer> {
  value: Answer
  version: number
}

/** The same question, whose answer comes with its version. */
export type VersionedCall<Table> = <Path extends keyof Table & string>(
  path: Path,
  ...rest: Rest<TakenBy<Table[Path]> & { signal?: AbortSignal }>
) => Promise<Versioned<AnswerOf<Table[Path]>>>

type TakenBy<O> = O extends Operation ? O['takes'] : never
type AnswerOf<O> = O extends Operation ? O['answer'] : never
