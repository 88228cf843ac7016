/** Characters of one text message, and of each part of a longer one, whose parts carry a header (3GPP TS 23.040, UCS-2). */
const alone = 70
const joined = 67

/** Of a template: filled in, it still ends within a few parts. */
export const longestSms = 300

/**
 * Length of a text message as it is sent: the signature in its brackets stands before the text.
 * @returns characters in UTF-16 units, which is what a part counts, and parts (0 for no text at all)
 */
export function smsLength(text: string, signature: string): { characters: number; parts: number } {
  const characters = text.length + (signature === '' ? 0 : signature.length + 2)
  const parts = characters <= alone ? Math.min(1, characters) : Math.ceil(characters / joined)
  return { characters, parts }
}
