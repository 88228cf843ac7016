const longTerm = '长期'

/** The words of a term, which a narrow page must not break within its last word. */
export const TermText = ({ term }: { term: string }) =>
  term.endsWith(longTerm) ? (
    <>
      {term.slice(0, -longTerm.length)}
      <span className="whitespace-nowrap">{longTerm}</span>
    </>
  ) : (
    term
  )
