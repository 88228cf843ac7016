import type { CommandName } from './index'
import type { SigningMachine } from './signing'

type Names = {
  /** What is signed, in words. */
  text: string
  byInstitution: CommandName
  institutionOnPaper: CommandName
  byAgency: CommandName
  agencyOnPaper: CommandName
}

/** Of each machine whose parties sign a text, the four commands by which they do. */
export const signingNames = {
  application: {
    text: '服务协议',
    byInstitution: 'signByInstitution',
    institutionOnPaper: 'registerPaperSignature',
    byAgency: 'countersign',
    agencyOnPaper: 'confirmPaperAgreement',
  },
  change: {
    text: '补充协议',
    byInstitution: 'signSupplement',
    institutionOnPaper: 'registerPaperSupplement',
    byAgency: 'countersignSupplement',
    agencyOnPaper: 'confirmPaperSupplement',
  },
  renewal: {
    text: '续签协议',
    byInstitution: 'signRenewal',
    institutionOnPaper: 'registerPaperRenewal',
    byAgency: 'countersignRenewal',
    agencyOnPaper: 'confirmPaperRenewal',
  },
  ending: {
    text: '协商解除协议书',
    byInstitution: 'signRescission',
    institutionOnPaper: 'registerPaperRescission',
    byAgency: 'countersignRescission',
    agencyOnPaper: 'confirmPaperRescission',
  },
} as const satisfies Record<SigningMachine, Names>

/** Machines whose parties sign, in the order of the path. */
export const signingMachines = Object.keys(signingNames) as SigningMachine[]

/** True for the machine of a case in which a text is signed. */
export const isSigningMachine = (machine: string): machine is SigningMachine => Object.hasOwn(signingNames, machine)
