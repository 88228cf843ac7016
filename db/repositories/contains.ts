import { sql } from 'kysely'

const escaped = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** A column holds a text somewhere, whatever its case; the signs of `like` are taken as they are. */
export const contains = (column: string, text: string) => sql<boolean>`lower(${sql.ref(column)}) like ${escaped(text)} escape '\\'`
