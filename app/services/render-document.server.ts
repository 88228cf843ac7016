import * as z from 'zod'
import type { OutboxRow } from '#db/repositories/outbox'
import type { UnitOfWork } from '#db/unit-of-work'
import { renderDocument } from '#templates/registry'
import type { Instant } from '#workflows/calendar/plain-date'
import { DocumentKind } from '#workflows/engine/effects'
import { deliverDocument } from './service-of-documents.server'

const Payload = z.object({ documentId: z.string() })

/**
 * Sets an issued document from its frozen data and delivers it to its party; the same data gives the same bytes, so a
 * second time changes nothing.
 */
export async function renderIssuedDocument(unit: UnitOfWork, row: OutboxRow, now: Instant): Promise<void> {
  const { documentId } = Payload.parse(JSON.parse(row.payload))
  const document = await unit.read.documents.find(documentId)
  if (document === undefined) throw new Error(`document ${documentId} is gone`)
  const bytes = await renderDocument(DocumentKind.parse(document.kind), document.data)
  await unit.inTransaction(async (tx) => {
    const digest = await tx.files.put(bytes, 'application/pdf', document.issued_at)
    await tx.documents.addFile({ document_id: documentId, version: 1, digest, note: '系统生成', created_at: document.issued_at })
    await deliverDocument(tx, document, digest, now)
  })
}
