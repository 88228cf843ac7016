import { createSealKey } from '#app/services/checkpoint-key.server'
import { CliError } from './cli-error'

/** Makes the key that seals the log, and its public half for the auditor. @throws SealFault */
export function createKey(file: string): string {
  if (file === '') throw new CliError('写法：seal create-key 文件，如 seal create-key /etc/portal/seal.pem')
  createSealKey(file)
  return `已建立封存密钥 ${file}（只有属主可读）和公钥 ${file}.pub。把 PORTAL_SEAL_KEY_FILE 设为 ${file}；公钥交审计人员另行保存。`
}
