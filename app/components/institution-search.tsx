import { Button } from '#app/components/button'

/** One field: the names, addresses and agreement numbers of institutions with an agreement in force. */
export const InstitutionSearch = ({ query }: { query?: string | undefined }) => (
  <form action="/institutions" method="get" className="mb-6 max-w-measure">
    <label htmlFor="institution-query" className="block font-bold">
      机构名称、地址或者协议编号
    </label>
    <div className="mt-1 flex flex-wrap gap-3">
      <input
        id="institution-query"
        name="q"
        type="search"
        defaultValue={query}
        autoComplete="off"
        maxLength={100}
        className="block min-h-target min-w-0 flex-1 basis-56 rounded border border-line-500 bg-white px-3 py-2 text-base"
      />
      <Button>查询</Button>
    </div>
  </form>
)
