import { z } from 'zod'
import type { InstitutionKind } from '#workflows/domain/institution-kinds'

/**
 * 药品经营许可证编号 of a retailer in Dongying: 鲁, C for a chain store or D for a single store, A or B for legal
 * person or not, 546 for the area, then four digits (older) to six (2024 form).
 */
export const DrugLicenceNumber = z
  .string({ error: '请填写药品经营许可证编号' })
  .trim()
  .toUpperCase()
  .regex(/^鲁/, '本市药品经营许可证编号以“鲁”字开头，请按证书核对')
  .regex(/^鲁[CD]/, '第2位应为 C（连锁门店）或者 D（单体药店）；批发企业和连锁总部不能申请')
  .regex(/^鲁[CD][AB]546\d{4,6}$/, '药品经营许可证编号格式不符，应如“鲁DA546012345”，请按证书核对')
export type DrugLicenceNumber = z.output<typeof DrugLicenceNumber>

/** A sentence when the letter of the number contradicts the kind of pharmacy; it blocks. */
export function findDrugLicenceConflict(number: string, kind: InstitutionKind): string | undefined {
  if (kind === 'pharmacy_chain_store' && number[1] !== 'C') return '连锁门店的许可证编号第2位应为 C，请核对编号或者机构类别'
  if (kind === 'pharmacy_single' && number[1] !== 'D') return '单体药店的许可证编号第2位应为 D，请核对编号或者机构类别'
  return undefined
}

/** Whether a number is that of a chain store without legal personality: its headquarters is the party, by letter of authority. */
export function isStoreWithoutLegalPerson(number: string): boolean {
  return /^鲁CB/.test(number.trim().toUpperCase())
}
