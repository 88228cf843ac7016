import type * as z from 'zod'
import type { FollowUpCause } from '#workflows/commands/application-intake'

/** What is wrong with an entry, as notices put it; the officer may add to it. */
export const problemTemplates = [
  { value: 'missing', label: '没有提交', problem: '没有提交。', remedy: '补交本项材料，加盖公章。' },
  {
    value: 'incomplete',
    label: '缺页或者缺少印章、签字',
    problem: '缺页或者缺少印章、签字。',
    remedy: '补齐全部页次，签字并加盖公章后重新提交。',
  },
  { value: 'unclear', label: '不清晰，无法辨认', problem: '影像不清晰，无法辨认。', remedy: '重新拍摄或者扫描原件后提交。' },
  { value: 'expired', label: '已过有效期', problem: '已过有效期。', remedy: '提交有效期内的证件或者文件。' },
  {
    value: 'differs',
    label: '与申请表所填不一致',
    problem: '与申请表所填内容不一致。',
    remedy: '核对后提交一致的材料，或者书面更正申请表。',
  },
  { value: 'other', label: '其他（在下面写明）', problem: '', remedy: '' },
] as const satisfies readonly { value: z.infer<typeof FollowUpCause>; label: string; problem: string; remedy: string }[]
