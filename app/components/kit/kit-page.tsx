import type { ReactNode } from 'react'
import { KitCase } from '#app/components/kit/kit-case'
import { KIT_STATES, type KitState } from '#app/components/kit/kit-data'
import { KitForms } from '#app/components/kit/kit-forms'
import { KitLists } from '#app/components/kit/kit-lists'
import { KitScores } from '#app/components/kit/kit-scores'
import { AdminLayout } from '#app/components/layouts/admin-layout'
import { DeskLayout } from '#app/components/layouts/desk-layout'
import { FieldLayout } from '#app/components/layouts/field-layout'
import type { LayoutProps } from '#app/components/layouts/frame'
import { InstitutionLayout } from '#app/components/layouts/institution-layout'
import { PublicLayout } from '#app/components/layouts/public-layout'
import { ScoreTotalBar } from '#app/components/score-total-bar'

export const KIT_SURFACES = ['public', 'institution', 'desk', 'field', 'admin'] as const

export type KitSurface = (typeof KIT_SURFACES)[number]

type KitPageProps = { readonly state: KitState; readonly surface: KitSurface; readonly isLarge: boolean }

const STATE_LABELS = { empty: '空白', filled: '已填', error: '有错' } satisfies Record<KitState, string>
const SURFACE_LABELS = {
  public: '公众',
  institution: '机构',
  desk: '经办',
  field: '评估',
  admin: '管理',
} satisfies Record<KitSurface, string>

const LAYOUTS = {
  public: PublicLayout,
  institution: InstitutionLayout,
  desk: DeskLayout,
  field: FieldLayout,
  admin: AdminLayout,
} satisfies Record<KitSurface, (props: LayoutProps) => ReactNode>

const FieldBar = () => <ScoreTotalBar passMark={8000} saved={{ answered: 2, applicable: 3, total: 8750, failedVetoes: 0 }} />

/** Every component in one of three states, inside one of the five layouts. */
export const KitPage = ({ state, surface, isLarge }: KitPageProps) => {
  const Layout = LAYOUTS[surface]
  const shared: LayoutProps = {
    nav: KIT_STATES.map((name) => ({
      href: `?surface=${surface}&state=${name}`,
      label: `${STATE_LABELS[name]}状态`,
      current: name === state,
      ...(name === 'error' ? { count: 11 } : {}),
    })),
    viewer: { name: '李䶮', role: '东营区医保中心 受理岗' },
    account: (
      <a href="#main" className="inline-flex min-h-target items-center px-2 text-white hover:text-white">
        退出
      </a>
    ),
    textSize: { isLarge, href: '#main' },
    contact: { phone: '0546-12393', hours: '工作日 8:30 至 17:00' },
    children: (
      <>
        <h1 className="mb-2">界面构件</h1>
        <p className="mb-6 flex flex-wrap gap-x-5">
          {KIT_SURFACES.map((name) => (
            <a key={name} href={`?surface=${name}&state=${state}`} className="inline-flex min-h-target min-w-target items-center">
              {SURFACE_LABELS[name]}
            </a>
          ))}
        </p>
        <KitCase state={state} />
        <KitLists state={state} />
        <h2 className="mb-4 mt-10">填写</h2>
        <KitForms state={state} />
        <KitScores state={state} />
      </>
    ),
  }
  return surface === 'field' ? <FieldLayout {...shared} totalBar={<FieldBar />} /> : <Layout {...shared} />
}
