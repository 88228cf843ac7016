import type { MetaFunction } from '@remix-run/node'

export const meta: MetaFunction = () => [{ title: '东营市医保定点协议管理平台' }]

export default function Home() {
  return (
    <main id="main">
      <h1>东营市医保定点协议管理平台</h1>
    </main>
  )
}
