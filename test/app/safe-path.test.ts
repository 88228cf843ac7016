import { expect, it } from 'vitest'
import { findCookie, serializeCookie } from '#app/http/cookies.server'
import { safePath } from '#app/http/safe-path'

it.each(['/', '/cases/1?tab=2#x', '/公示'])('keeps the own address %s', (path) => {
  expect(safePath(path)).toBe(path)
})

it.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/a\\b',
  '',
  null,
  undefined,
])('does not lead to %j', (wanted) => {
  expect(safePath(wanted, '/home')).toBe('/home')
})

it('reads one cookie and refuses to choose between two of a name', () => {
  expect(findCookie('a=1; b=2', 'b')).toBe('2')
  expect(findCookie('a=1; a=2', 'a')).toBeUndefined()
  expect(findCookie('xa=1', 'a')).toBeUndefined()
  expect(findCookie(undefined, 'a')).toBeUndefined()
})

it('writes cookies that no script reads and other sites do not send along', () => {
  expect(serializeCookie('n', 'v', { secure: true, maxAgeSeconds: 0 })).toBe('n=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0')
})
