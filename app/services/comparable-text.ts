/** A text as names, numbers and places are compared: however wide, spaced or capitalised somebody has typed it. */
export const comparableText = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
