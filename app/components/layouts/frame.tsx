import type { ReactNode } from 'react'
import { cx } from '#app/components/cx'
import { type NavItem, NavList } from '#app/components/layouts/nav'

export const PRODUCT_NAME = '东营市医保定点协议管理平台'

export type Viewer = {
  readonly name: string
  /** 「东营区医保中心 受理岗」 */
  readonly role?: string | undefined
}

export type LayoutProps = {
  readonly nav: readonly NavItem[]
  readonly viewer?: Viewer | undefined
  /** The form that signs out; a link to sign in when nobody is. */
  readonly account?: ReactNode | undefined
  /** Demonstration time bar, or nothing. */
  readonly banner?: ReactNode | undefined
  readonly textSize: { readonly isLarge: boolean; readonly href: string }
  readonly contact?: { readonly phone: string; readonly hours?: string | undefined } | undefined
  readonly children: ReactNode
}

type FrameProps = LayoutProps & {
  /** Name of the surface, small beside the product's. */
  readonly surface?: string | undefined
  readonly homeHref: string
  readonly navLabel: string
  readonly isWide?: boolean | undefined
  /** Navigation stands at the left on office screens. */
  readonly isSideNav?: boolean | undefined
  readonly mainClass?: string | undefined
}

/** 大字版 / 标准版: a plain link; the server keeps the choice in a cookie and puts the class `elder` on html. */
export const TextSizeLink = ({ isLarge, href }: LayoutProps['textSize']) => (
  <a href={href} className="inline-flex min-h-target items-center px-2 text-white hover:text-white">
    {isLarge ? '标准版' : '大字版'}
  </a>
)

const Header = ({ surface, homeHref, viewer, account, textSize, width }: FrameProps & { width: string }) => (
  <header className="on-dark bg-brand-600 text-white print:border-b print:bg-white">
    <div className={cx('mx-auto flex flex-wrap items-center justify-between gap-x-6 px-4 sm:px-6', width)}>
      <p className="flex min-h-target min-w-0 flex-wrap items-center gap-x-3">
        <a
          href={homeHref}
          className="inline-flex min-h-target items-center text-lg font-bold text-white no-underline hover:text-white hover:underline print:text-ink-900"
        >
          {PRODUCT_NAME}
        </a>
        {surface === undefined ? null : <span className="text-sm">{surface}</span>}
      </p>
      <div className="no-print flex flex-wrap items-center gap-x-3 text-sm">
        {viewer === undefined ? null : (
          <span>
            {viewer.name}
            {viewer.role === undefined ? null : `（${viewer.role}）`}
          </span>
        )}
        <span className="-mx-2 flex items-center">
          <TextSizeLink {...textSize} />
          {account}
        </span>
      </div>
    </div>
  </header>
)

const Footer = ({ contact, width }: Pick<LayoutProps, 'contact'> & { width: string }) => (
  <footer className="mt-16 border-t border-line-200 bg-line-50 text-sm text-ink-700 print:bg-white">
    <div className={cx('mx-auto px-4 py-6 sm:px-6', width)}>
      {contact === undefined ? null : (
        <p>
          咨询电话：{contact.phone}
          {contact.hours === undefined ? null : `（${contact.hours}）`}
        </p>
      )}
      <p>
        <a href="/guide/flow" className="inline-flex min-h-target items-center">
          办事流程
        </a>
        ：每一步谁可以办、什么时候以前办、依据哪一条。
      </p>
      <p>办理依据：《东营市基本医疗保险医药机构协议管理办法》。页面所列日期按国务院办公厅公布的放假安排计算。</p>
    </div>
  </footer>
)

/** The one frame of all surfaces: skip link, band, navigation, content, footer. */
export const Frame = (props: FrameProps) => {
  const { nav, navLabel, banner, contact, isWide, isSideNav, mainClass, children } = props
  const width = isWide === true ? 'max-w-wide' : 'max-w-page'
  const hasNav = nav.length > 0
  const main = (
    <main id="main" tabIndex={-1} className={cx('min-w-0 flex-1 py-6 sm:py-8', mainClass)}>
      {children}
    </main>
  )
  return (
    <div className="flex min-h-screen flex-col">
      <a href="#main" className="sr-only bg-white px-4 py-3 font-bold focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-40">
        跳到主要内容
      </a>
      {banner === undefined || banner === null ? null : <div className="no-print">{banner}</div>}
      <Header {...props} width={width} />
      {hasNav ? <NavList items={nav} label={navLabel} width={width} isSide={isSideNav === true} /> : null}
      <div className={cx('mx-auto flex w-full flex-1 gap-8 px-4 sm:px-6', width)}>
        {hasNav && isSideNav === true ? <NavList items={nav} label={navLabel} width={width} isSide isColumn /> : null}
        {main}
      </div>
      <Footer contact={contact} width={width} />
    </div>
  )
}
