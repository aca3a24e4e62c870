/** The five marks of tone: huyền, sắc, ngã, hỏi, nặng. Circumflex, breve and horn belong to the letter. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** `Thủy`, `thuỷ` → `thuy` + the mark: both places in which the tone of one syllable is written are one word. */
function marked(word: string): string {
  const apart = word.normalize('NFD');
  return apart.replace(tones, '').normalize('NFC') + (apart.match(tones) ?? []).join('');
}

function bare(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}

const hasMarks = (word: string): boolean => /[\p{M}đ]/u.test(word.normalize('NFD'));

/**
 * `07/QĐ-UBND` → `7/qd-ubnd`: the number and symbol as one word, without the leading zero (R-OUT-11). Zeros are read once: a
 * line of nothing else takes no longer than any other.
 */
const notation = /^0*((?:[1-9]\d*|0)\/[\p{L}\d]+(?:[-/.&][\p{L}\d]+)*)/u;

const lower = (text: string): string => text.normalize('NFC').toLowerCase();
const syllables = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
const notationOf = (token: string): string | null => {
  const found = notation.exec(token.replace(/^[^\p{L}\p{N}]+/u, ''))?.[1];
  return found === undefined ? null : bare(found);
};

/**
 * What a text is found by: each of its words without diacritics, beside it the word as it is written when it has some, and
 * each number and symbol as one word. For a column `tsvector`, by `array_to_tsvector`.
 */
export function wordsOf(...texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const token of lower(text).split(/\s+/)) {
      const number = notationOf(token);
      if (number !== null) words.add(number);
      for (const word of syllables(token)) {
        const plain = bare(word);
        words.add(plain);
        if (hasMarks(word)) words.add(marked(word));
      }
    }
  }
  // The bound of a lexeme in PostgreSQL is 2046 bytes; what is longer is no word.
  return [...words].filter((word) => word !== '' && word.length <= 200);
}

/** Signs alone are in no document's words. */
const foundNowhere = `'-'`;

/** More words than this narrow nothing down. */
const mostWords = 20;

/**
 * The question to a column of `wordsOf`, as text of a `tsquery`; null when nothing is asked. Every word must be there: with
 * diacritics just so, without them however it is written. `125/QĐ` finds the numbers and symbols that begin so.
 */
export function wordsQuery(text: string): string | null {
  const parts = lower(text)
    .split(/\s+/)
    .flatMap((token): string[] => {
      const number = notationOf(token);
      if (number !== null) return [`'${number}':*`];
      return syllables(token).map((word) => `'${hasMarks(word) ? marked(word) : bare(word)}'`);
    });
  if (parts.length === 0) return text.trim() === '' ? null : foundNowhere;
  return [...new Set(parts)].slice(0, mostWords).join(' & ');
}
