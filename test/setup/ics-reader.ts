/** A component of a calendar: its properties by name, each with its parameters, and the components within. */
export type IcsComponent = {
  name: string
  properties: { name: string; parameters: Record<string, string>; value: string }[]
  components: IcsComponent[]
}

/**
 * Reads a calendar as RFC 5545 describes it, independently of what writes ours.
 * @throws Error for a line end other than CRLF, a line over 75 octets, a property without a colon, or an end without its beginning
 */
export function readIcs(text: string): IcsComponent {
  if (!text.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line does not end with CRLF')
  for (const line of text.split('\r\n')) if (Buffer.byteLength(line) > 75) throw new Error(`longer than 75 octets: ${line}`)
  const stack: IcsComponent[] = [{ name: '', properties: [], components: [] }]
  for (const line of text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')) {
    const property = readProperty(line)
    const open = stack.at(-1)
    if (open === undefined) throw new Error('something was closed twice')
    if (property.name === 'BEGIN') {
      const begun = { name: property.value, properties: [], components: [] }
      open.components.push(begun)
      stack.push(begun)
    } else if (property.name === 'END') {
      if (open.name !== property.value) throw new Error(`${property.value} ends within ${open.name}`)
      stack.pop()
    } else open.properties.push(property)
  }
  const [calendar, ...others] = stack[0]?.components ?? []
  if (calendar === undefined || others.length > 0 || stack.length !== 1) throw new Error('not one calendar')
  return calendar
}

function readProperty(line: string) {
  const match = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:"]+)*):(.*)$/.exec(line)
  if (match === null) throw new Error(`no property: ${line}`)
  const [, name = '', parameters = '', value = ''] = match
  const pairs = parameters
    .split(';')
    .slice(1)
    .map((pair) => pair.split('=') as [string, string])
  return { name, parameters: Object.fromEntries(pairs), value }
}

/** A text value as it was meant. */
export const icsText = (value: string): string => value.replace(/\\([\\;,nN])/g, (_whole, sign: string) => (/n/i.test(sign) ? '\n' : sign))

/** The value of a property that stands once. */
export function icsValue({ name, properties }: IcsComponent, wanted: string): string {
  const found = properties.filter((property) => property.name === wanted)
  if (found.length !== 1) throw new Error(`${wanted} stands ${found.length} times in ${name}`)
  return found[0]?.value ?? ''
}
