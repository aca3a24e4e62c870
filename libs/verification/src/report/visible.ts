/** Control characters, line separators, and those that turn the direction of writing (Unicode UAX 9, UTR 36 2.5). */
const unseen = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Text out of a file of a stranger, fit for one line on a screen or a terminal: what would move the cursor, begin a line of its
 * own or turn the text around is shown as the replacement character.
 */
export const visible = (text: string): string => text.replace(unseen, '\ufffd');
