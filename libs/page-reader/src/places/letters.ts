import type { TextLine } from '../lines.js';

/** A row as text with the place of every letter; inside a word letters are taken for equally wide. */
export interface Letters {
  readonly text: string;
  /** Millimetres: left and right edge of the letter at that index; a blank between words reaches from one to the other. */
  readonly at: readonly (readonly [left: number, right: number])[];
}

export function lettersOf({ words }: Pick<TextLine, 'words'>): Letters {
  const at: (readonly [number, number])[] = [];
  let text = '';
  let end = words[0]?.x ?? 0;
  for (const word of words) {
    const letters = [...word.text.normalize('NFC')];
    if (text !== '') {
      text += ' ';
      at.push([end, Math.max(end, word.x)]);
    }
    const width = word.width / letters.length;
    letters.forEach((letter, index) => {
      // One entry for each unit of the string, so that indices of a match are indices here.
      for (let unit = 0; unit < letter.length; unit += 1)
        at.push([word.x + index * width, word.x + (index + 1) * width]);
      text += letter;
    });
    end = word.x + word.width;
  }
  return { text, at };
}
