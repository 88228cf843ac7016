import { type Column, DataTable } from '#app/components/table'
import { Tag } from '#app/components/tag'
import { FormToken } from '#app/http/form-token'

type Account = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly roles: string
  readonly belongsTo: string
  readonly isActive: boolean
}

type AccountTableProps = { readonly accounts: readonly Account[]; readonly viewerId: string; readonly maySwitch: boolean }

const SwitchForm = ({ account }: { account: Account }) => (
  <form method="post" action="/admin" noValidate>
    <FormToken />
    <input type="hidden" name="task" value="setStatus" />
    <input type="hidden" name="account" value={account.id} />
    <button
      type="submit"
      name="status"
      value={account.isActive ? 'disabled' : 'active'}
      className="min-h-target min-w-target text-brand-600 underline underline-offset-4"
    >
      {account.isActive ? '停用' : '启用'}
      <span className="sr-only">
        {account.name}（{account.login}）
      </span>
    </button>
  </form>
)

/** Who can sign in, as what; one of the three administrators may switch accounts off and on, and never his own. */
export const AccountTable = ({ accounts, viewerId, maySwitch }: AccountTableProps) => {
  const columns: Column<Account>[] = [
    { key: 'name', header: '姓名', rowHeader: true, cell: ({ name }) => name },
    { key: 'login', header: '账号', cell: ({ login }) => <span className="font-mono text-sm">{login}</span> },
    { key: 'roles', header: '角色', cell: ({ roles }) => roles },
    { key: 'belongsTo', header: '单位', cell: ({ belongsTo }) => belongsTo },
    {
      key: 'status',
      header: '状态',
      cell: ({ isActive }) => <Tag tone={isActive ? 'done' : 'neutral'}>{isActive ? '在用' : '已停用'}</Tag>,
    },
  ]
  if (maySwitch)
    columns.push({ key: 'switch', header: '办理', cell: (account) => (account.id === viewerId ? '' : <SwitchForm account={account} />) })
  return <DataTable caption={`全部账号（${accounts.length} 个）`} columns={columns} rows={accounts} rowKey={({ id }) => id} />
}
