import { describe, expect, it } from 'vitest'
import {
  type Actor,
  authorise,
  type CaseRelation,
  cityAgencyId,
  mayRead,
  publicActor,
  type Role,
  systemActor,
} from '#workflows/access/authorise'
import { type CommandName, commandNames, commands } from '#workflows/commands/index'

// The case: an application of institution `own` in county 370502, with one member of staff on its panel.
const subject: CaseRelation = { agencyId: '370502', institutionId: 'own', panelAccountIds: ['panel-officer', 'expert'], isPublic: false }

const person = (id: string, roles: Role[], agencyId: string | null = null, institutionIds: string[] = []): Actor => ({
  id,
  name: id,
  roles,
  agencyId,
  institutionIds,
})

const actors = {
  ownApplicant: person('applicant', ['applicant'], null, ['own']),
  otherApplicant: person('rival', ['applicant'], null, ['other']),
  officer: person('officer', ['officer'], '370502'),
  panelOfficer: person('panel-officer', ['officer', 'evaluator'], '370502'),
  otherCountyOfficer: person('officer-522', ['officer'], '370522'),
  cityOfficer: person('officer-500', ['officer'], cityAgencyId),
  head: person('head', ['head'], '370502'),
  otherCountyHead: person('head-522', ['head'], '370522'),
  cityHead: person('head-500', ['head'], cityAgencyId),
  expert: person('expert', ['evaluator']),
  outsideExpert: person('stranger', ['evaluator']),
  countyAuthority: person('authority', ['authority'], '370502'),
  cityAuthority: person('authority-500', ['authority'], cityAgencyId),
  otherAuthority: person('authority-522', ['authority'], '370522'),
  systemAdmin: person('sysadmin', ['systemAdmin'], cityAgencyId),
  securityAdmin: person('secadmin', ['securityAdmin'], cityAgencyId),
  auditAdmin: person('audit', ['auditAdmin'], cityAgencyId),
  public: publicActor,
  system: systemActor,
} satisfies Record<string, Actor>
type Name = keyof typeof actors

const atTheCounter = ['ownApplicant', 'officer', 'panelOfficer'] as const

/** Who may give each command; everybody else is refused. */
const may = {
  // The institution itself; for those who come with paper, an officer with the scan in hand.
  submitApplication: [...atTheCounter],
  acceptApplication: ['officer', 'panelOfficer'],
  issueSupplementNotice: ['officer', 'panelOfficer'],
  issueFollowUpNotice: ['officer', 'panelOfficer'],
  answerSupplementNotice: [...atTheCounter],
  proposeRefusal: ['officer', 'panelOfficer'],
  refuseApplication: ['head'],
  returnRefusal: ['head'],
  reportFraud: ['officer', 'panelOfficer', 'head'],
  dismissFraud: ['head'],
  confirmFraud: ['head'],
  changeSiteAddress: [...atTheCounter],
  handInLicence: [...atTheCounter],
  reportRepresentative: [...atTheCounter],
  reopenApplication: ['head'],
  acknowledgeNotice: [...atTheCounter],
  transferApplication: ['officer', 'panelOfficer'],
  withdrawApplication: [...atTheCounter],
  joinRound: ['system'],
  beginEvaluation: ['system'],
  scheduleVisit: ['officer', 'panelOfficer'],
  recordVisit: ['officer', 'panelOfficer', 'expert'],
  recordFailedVisit: ['officer', 'panelOfficer', 'expert'],
  concludeUnable: ['officer', 'panelOfficer'],
  declareConflict: ['panelOfficer', 'expert'],
  submitScoreSheet: ['panelOfficer', 'expert'],
  recordJointMinute: ['officer', 'panelOfficer'],
  concludeEvaluation: ['officer', 'panelOfficer'],
  publishResult: ['system'],
  fileObjection: ['public', 'ownApplicant', 'otherApplicant', 'officer', 'panelOfficer'],
  extendNoticePeriod: ['system'],
  correctNotice: ['head'],
  appointReEvaluationPanel: ['officer', 'panelOfficer'],
  publishReEvaluation: ['head'],
  returnReEvaluation: ['head'],
  // Not by those who evaluated.
  decideObjection: ['officer'],
  offerTerms: ['officer', 'panelOfficer'],
  commentTerms: ['ownApplicant'],
  agreeTerms: [...atTheCounter],
  signByInstitution: ['ownApplicant'],
  registerPaperSignature: ['officer', 'panelOfficer'],
  countersign: ['head'],
  confirmPaperAgreement: ['head'],
  openRound: ['officer', 'panelOfficer'],
  appointPanel: ['officer', 'panelOfficer'],
  extendRound: ['head'],
  admitLateApplication: ['head'],
  extendPublicNotice: ['head'],
  submitResults: ['officer', 'panelOfficer'],
  returnResults: ['head'],
  approveResults: ['head'],
  publishResults: ['officer', 'panelOfficer'],
  closeEmptyRound: ['officer', 'panelOfficer'],
  openAgreement: ['system'],
  fileAgreement: ['officer', 'panelOfficer'],
  // 第十一条: the department of the same level; that of the city only for the city agency and the zones.
  acknowledgeFiling: ['countyAuthority'],
  answerFilingRemarks: ['officer', 'panelOfficer'],
  listAgreement: ['system'],
  delistAgreement: ['system'],
  // 第九条（五）: whoever handles the case, the list is the city agency's.
  draftList: ['cityOfficer'],
  publishList: ['cityHead'],
  withdrawList: ['cityOfficer', 'cityHead'],
  // The ledger of 第十条: officers enter, another person confirms, only a head lifts.
  recordBarFact: ['officer', 'panelOfficer'],
  confirmBarFact: ['officer', 'panelOfficer', 'head'],
  dropBarFact: ['officer', 'panelOfficer', 'head'],
  markUnderReview: ['officer', 'panelOfficer'],
  endReview: ['officer', 'panelOfficer'],
  setAsideBarFact: ['head'],
  transferPatients: ['officer', 'panelOfficer'],
  applyForRenewal: [...atTheCounter],
  grantRenewalTerm: ['system'],
  recordRenewalRefusal: ['system'],
  recordRenewalWithdrawal: ['system'],
  applyAgreedChange: ['system'],
  noteSmallChange: ['system'],
  scheduleAgreementEnd: ['system'],
  cancelAgreementEnd: ['system'],
  restoreAgreement: ['system'],
  passConnectionTest: ['officer', 'panelOfficer'],
  failConnectionTest: ['officer', 'panelOfficer'],
  recordLicence: [...atTheCounter],
  noteLicenceProof: [...atTheCounter],
  holdSettlement: ['officer', 'panelOfficer'],
  releaseSettlement: ['officer', 'panelOfficer'],
  requestSuspension: ['ownApplicant'],
  approveSuspension: ['head'],
  declineSuspension: ['head'],
  resumeAgreement: [...atTheCounter],
  recordGrade: ['officer', 'panelOfficer'],
  noteLicenceChange: [...atTheCounter],
  fileChange: [...atTheCounter],
  fileNotedChange: [...atTheCounter],
  dismissChangeNote: ['officer', 'panelOfficer'],
  admitLateChange: ['head'],
  endForLateness: ['head'],
  issueChangeSupplementNotice: ['officer', 'panelOfficer'],
  acknowledgeChangeNotice: [...atTheCounter],
  answerChangeSupplement: [...atTheCounter],
  concludeChangeCheck: ['officer', 'panelOfficer'],
  confirmSmallChange: ['officer', 'panelOfficer', 'head'],
  returnSmallChange: ['officer', 'panelOfficer', 'head'],
  recordTargetedEvaluation: ['officer', 'panelOfficer'],
  confirmTargetedEvaluation: ['officer', 'panelOfficer', 'head'],
  returnTargetedEvaluation: ['officer', 'panelOfficer', 'head'],
  offerSupplement: ['officer', 'panelOfficer'],
  commentSupplement: ['ownApplicant'],
  proposeChangeRefusal: ['officer', 'panelOfficer'],
  returnChangeRefusal: ['head'],
  refuseChange: ['head'],
  withdrawChange: ['ownApplicant'],
  mergeChange: ['officer', 'panelOfficer'],
  absorbChange: ['system'],
  closeChange: ['system'],
  openRenewal: ['system'],
  holdForAssessment: ['officer', 'panelOfficer'],
  concludeRenewalReview: ['officer', 'panelOfficer'],
  offerRenewal: ['officer', 'panelOfficer'],
  commentRenewal: ['ownApplicant'],
  proposeRenewalRefusal: ['officer', 'panelOfficer'],
  returnRenewalRefusal: ['head'],
  refuseRenewal: ['head'],
  withdrawRenewal: ['ownApplicant'],
  closeRenewal: ['system'],
  proposeEnding: ['officer', 'panelOfficer'],
  requestRescission: ['ownApplicant'],
  openEndingForChange: ['system'],
  acknowledgeEndingNotice: [...atTheCounter],
  giveStatement: [...atTheCounter],
  waiveStatement: [...atTheCounter],
  draftEndingDecision: ['officer', 'panelOfficer'],
  returnEndingDecision: ['head'],
  decideEnding: ['head'],
  dropEnding: ['officer', 'panelOfficer', 'head'],
  offerRescission: ['officer', 'panelOfficer'],
  commentRescission: ['ownApplicant'],
  contestEnding: ['officer', 'panelOfficer'],
  endContest: ['officer', 'panelOfficer'],
  stayEnding: ['head'],
  setAsideEnding: ['head'],
  closeEnding: ['system'],
  signSupplement: ['ownApplicant'],
  registerPaperSupplement: ['officer', 'panelOfficer'],
  confirmPaperSupplement: ['head'],
  countersignSupplement: ['head'],
  signRenewal: ['ownApplicant'],
  registerPaperRenewal: ['officer', 'panelOfficer'],
  confirmPaperRenewal: ['head'],
  countersignRenewal: ['head'],
  signRescission: ['ownApplicant'],
  registerPaperRescission: ['officer', 'panelOfficer'],
  confirmPaperRescission: ['head'],
  countersignRescission: ['head'],
  draftRules: ['cityOfficer', 'cityHead'],
  amendRules: ['cityOfficer', 'cityHead'],
  checkRules: ['cityOfficer', 'cityHead'],
  publishRules: ['cityOfficer', 'cityHead'],
  dropRules: ['cityOfficer', 'cityHead'],
  proposeOverride: ['cityOfficer', 'cityHead'],
  approveOverride: ['cityOfficer', 'cityHead'],
  dropOverride: ['cityOfficer', 'cityHead'],
  settleClaims: ['officer', 'panelOfficer'],
  returnPlaque: ['officer', 'panelOfficer'],
  announceExit: ['officer', 'panelOfficer'],
} satisfies Record<CommandName, Name[]>

/** Who may know that the case exists (第四条、第二十四条); the others are told that there is none. */
const readers: Name[] = [
  'ownApplicant',
  'officer',
  'panelOfficer',
  'cityOfficer',
  'head',
  'cityHead',
  'expert',
  'countyAuthority',
  'cityAuthority',
  'auditAdmin',
  'system',
]

const names = Object.keys(actors) as Name[]
const answers = (command: CommandName, about: CaseRelation) =>
  Object.fromEntries(names.map((name) => [name, authorise(actors[name], commands[command].grants, about)?.code ?? 'allowed']))
const table = (command: CommandName, unknown: (name: Name) => 'notFound' | 'forbidden') =>
  Object.fromEntries(names.map((name) => [name, (may[command] as Name[]).includes(name) ? 'allowed' : unknown(name)]))

describe('who may give a command', () => {
  it.each(commandNames)('%s: allowed, forbidden or unknown, for each role and relation', (command) => {
    expect(answers(command, subject)).toEqual(table(command, (name) => (readers.includes(name) ? 'forbidden' : 'notFound')))
  })

  it.each(commandNames)('%s during the public notice: the case is known to all, and nobody may do more', (command) => {
    expect(answers(command, { ...subject, isPublic: true })).toEqual(table(command, () => 'forbidden'))
  })

  it('is said of every command', () => {
    expect(Object.keys(may).sort()).toEqual([...commandNames].sort())
  })
})

/** The same case at an agency above or beside: who then stands in the place of the own staff, and who may know of it. */
const elsewhere: Record<string, { at: CaseRelation; place: Partial<Record<Name, Name | null>>; known: Name[] }> = {
  'the city agency': {
    at: { ...subject, agencyId: cityAgencyId },
    place: { officer: 'cityOfficer', head: 'cityHead', countyAuthority: 'cityAuthority' },
    known: ['ownApplicant', 'panelOfficer', 'cityOfficer', 'cityHead', 'expert', 'cityAuthority', 'auditAdmin', 'system'],
  },
  // A zone has no department of its own: that of the city takes its filings (第十一条).
  'a zone': {
    at: { ...subject, agencyId: '370571' },
    place: { officer: null, head: null, countyAuthority: 'cityAuthority' },
    known: ['ownApplicant', 'panelOfficer', 'cityOfficer', 'cityHead', 'expert', 'cityAuthority', 'auditAdmin', 'system'],
  },
}

describe.each(Object.entries(elsewhere))('a case of %s', (_, { at, place, known }) => {
  it.each(commandNames)('%s: for its own staff only, and for those whom no agency binds', (command) => {
    const own: readonly Name[] = may[command]
    const allowed = own.flatMap((name): readonly (Name | null)[] => {
      // On the panel still, but no longer staff of the agency.
      if (name === 'panelOfficer') return own.includes('expert') ? ['panelOfficer'] : []
      return [name in place ? (place[name] ?? null) : name]
    })
    const expected = (name: Name) => (allowed.includes(name) ? 'allowed' : known.includes(name) ? 'forbidden' : 'notFound')
    expect(answers(command, at)).toEqual(Object.fromEntries(names.map((name) => [name, expected(name)])))
  })

  it('is known to its own, its panel, the city and the auditors', () => {
    expect(names.filter((name) => mayRead(actors[name], at))).toEqual(known)
  })
})

describe('who may read a case', () => {
  it('its institution, its agency, its panel, the city, the authority and the auditors; nobody else', () => {
    expect(names.filter((name) => mayRead(actors[name], subject))).toEqual(readers)
  })

  it('a case without institution is nobody’s own', () => {
    const round = { ...subject, institutionId: null }
    expect(authorise(actors.ownApplicant, commands.withdrawApplication.grants, round)).toEqual({ code: 'notFound' })
  })

  it('staff without an agency act nowhere', () => {
    const unattached = person('unattached', ['officer', 'head'])
    for (const command of commandNames)
      if (command !== 'fileObjection') expect(authorise(unattached, commands[command].grants, subject)).toEqual({ code: 'notFound' })
  })

  it('a person with two roles has both and no third', () => {
    const both = person('both', ['officer', 'head'], '370502')
    expect(authorise(both, commands.countersign.grants, subject)).toBeUndefined()
    expect(authorise(both, commands.acceptApplication.grants, subject)).toBeUndefined()
    expect(authorise(both, commands.submitScoreSheet.grants, subject)).toMatchObject({ code: 'forbidden' })
  })

  it('the rule that failed is named for the log', () => {
    expect(authorise(actors.cityOfficer, commands.decideObjection.grants, subject)).toEqual({
      code: 'forbidden',
      rule: 'officer:outsidePanel',
    })
    expect(authorise(actors.officer, [], subject)).toEqual({ code: 'forbidden', rule: 'none' })
  })
})
