/** What may have to be done on the page of a round. */
export type RoundTask =
  | 'appointPanel'
  | 'submitResults'
  | 'extendRound'
  | 'closeEmptyRound'
  | 'admitLateApplication'
  | 'approveResults'
  | 'returnResults'
  | 'publishResults'
