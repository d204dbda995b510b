import { piecesOf } from '../words/links'

/**
 * What somebody wrote, exactly as written. It is only ever text and links to http addresses:
 * nothing in it is parsed as markup, whoever or whatever wrote it.
 */
export function MessageText({ content }: { content: string }) {
  return (
    <span dir="auto" className="block whitespace-pre-wrap [overflow-wrap:anywhere] text-start">
      {piecesOf(content).map((piece, place) =>
        piece.kind === 'link' ? (
          <a
            // Pieces have no identity of their own, and never change places within a message.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={place}
            href={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline underline-offset-2"
          >
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </span>
  )
}
