import type { ServerBuild } from '@remix-run/node'
import { pino } from 'pino'
import { demonstrationPassword } from '#app/journey/cast'
import * as root from '#app/root'
import * as change from '#app/routes/case/change'
import * as command from '#app/routes/case/command'
import * as demoCertificate from '#app/routes/case/demo-certificate'
import * as file from '#app/routes/case/file'
import * as noteChange from '#app/routes/case/note-change'
import * as reopen from '#app/routes/case/reopen'
import * as sign from '#app/routes/case/sign'
import * as view from '#app/routes/case/view'
import * as deskAgreement from '#app/routes/desk/agreement'
import * as batch from '#app/routes/desk/batch'
import * as caseDesk from '#app/routes/desk/case'
import * as changeEvaluation from '#app/routes/desk/change-evaluation'
import * as endAgreement from '#app/routes/desk/end-agreement'
import * as endMany from '#app/routes/desk/end-many'
import * as intake from '#app/routes/desk/intake'
import * as ledger from '#app/routes/desk/ledger'
import * as ledgerNew from '#app/routes/desk/ledger-new'
import * as ledgerTable from '#app/routes/desk/ledger-table'
import * as licences from '#app/routes/desk/licences'
import * as licencesTable from '#app/routes/desk/licences-table'
import * as list from '#app/routes/desk/list'
import * as newBatch from '#app/routes/desk/new-batch'
import * as batchSign from '#app/routes/desk/sign'
import * as worklist from '#app/routes/desk/worklist'
import * as ownAgreement from '#app/routes/institution/agreement'
import * as dashboard from '#app/routes/institution/dashboard'
import * as rescission from '#app/routes/institution/rescission'
import * as register from '#app/routes/oversight/register'
import * as registerTable from '#app/routes/oversight/register-table'
import * as institutions from '#app/routes/public/institutions'
import * as institutionsTable from '#app/routes/public/institutions-table'
import * as listTable from '#app/routes/public/list-table'
import * as signIn from '#app/routes/session/sign-in'
import { readConfig } from '#app/server/config'
import { createApp } from '#app/server/create-app'
import type { Core } from '#test/setup/core'
import { atEndOfFile } from '#test/setup/end-of-file'
import { listen, PlainBrowser } from '#test/setup/http'
import { serverBuildOf } from '#test/setup/server-build'

const pages: readonly [string, object][] = [
  ['sign-in', signIn],
  ['my/agreements/:caseId', ownAgreement],
  ['desk/agreements/:caseId', deskAgreement],
  ['cases/:caseId', view],
  ['cases/:caseId/change', change],
  ['cases/:caseId/note-change', noteChange],
  ['my/agreements/:caseId/change', change],
  ['desk/changes/:caseId/evaluation', changeEvaluation],
  ['my/agreements/:caseId/rescission', rescission],
  ['desk/agreements/:caseId/end', endAgreement],
  ['desk/endings/new', endMany],
  ['cases/:caseId/do/:command', command],
  ['cases/:caseId/files/:digest', file],
  ['cases/:caseId/reopen', reopen],
  ['cases/:caseId/sign', sign],
  ['cases/:caseId/demo-certificate', demoCertificate],
  ['desk', worklist],
  ['desk/batches/new', newBatch],
  ['desk/batches/:batchId', batch],
  ['desk/cases/:caseId', caseDesk],
  ['desk/intake/:caseId', intake],
  ['desk/ledger', ledger],
  ['desk/ledger.xlsx', ledgerTable],
  ['desk/ledger/new', ledgerNew],
  ['desk/ledger/licences', licences],
  ['desk/ledger/licences.xlsx', licencesTable],
  ['desk/list', list],
  ['institutions', institutions],
  ['institutions.xlsx', institutionsTable],
  ['lists/:documentId/list.xlsx', listTable],
  ['desk/sign', batchSign],
  ['oversight', register],
  ['oversight.xlsx', registerTable],
  ['my', dashboard],
]

function caseBuild(): ServerBuild {
  type Route = { id: string; path: string; parentId?: string; module: object }
  const routes: Record<string, Route> = Object.fromEntries<Route>([
    ['root', { id: 'root', path: '', module: root }],
    ...pages.map(([path, module]) => [path, { id: path, path, parentId: 'root', module: { default: undefined, ...module } }] as const),
  ])
  const flags = { hasLoader: true, hasAction: true, hasClientLoader: false, hasClientAction: false, hasErrorBoundary: false }
  const assets = Object.entries(routes).map(([id, { module: _, ...rest }]) => [id, { ...rest, ...flags, module: '' }])
  return serverBuildOf(routes, Object.fromEntries(assets))
}

/** The case pages over one core, served in this process; every visitor signs in with an account of the cast. */
export async function serveCases(core: Core): Promise<{ origin: string; visit: (login: string) => Promise<PlainBrowser> }> {
  const settings = readConfig({ PORTAL_SECRET: 'a secret of the tests, long enough 0123456789' })
  if (!settings.ok) throw new Error(settings.faults.join('\n'))
  const app = createApp({ build: caseBuild(), portal: core.portal, config: settings.config, logger: pino({ level: 'silent' }) })
  const { origin, close } = await listen(app)
  atEndOfFile(close)
  return {
    origin,
    async visit(login) {
      const browser = new PlainBrowser(origin)
      await browser.get('/sign-in')
      const { status } = await browser.post('/sign-in', { login, password: demonstrationPassword })
      if (status >= 400) throw new Error(`${login} could not sign in: ${status}`)
      return browser
    },
  }
}
