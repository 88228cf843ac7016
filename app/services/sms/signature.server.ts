import type { Repositories } from '#db/unit-of-work'

/** Written at each start from the settings: what the provider puts before every text message. */
export const smsSignatureSetting = 'sms.signature'

/** The signature without its brackets; that of a demonstration where none is set. */
export const smsSignatureOf = async (tx: Pick<Repositories, 'policy'>): Promise<string> =>
  (await tx.policy.findSetting(smsSignatureSetting)) ?? '东营医保'
