/* Character classes of ISO 32000-1 7.2.2: 0 regular, 1 white space, 2 delimiter. */
export const classes = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) classes[code] = 1;
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = 2;

export const isWhite = (code: number | undefined): boolean => code !== undefined && classes[code] === 1;
export const isRegular = (code: number | undefined): boolean => code !== undefined && classes[code] === 0;
export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

/* 0-15 for hexadecimal digits, 16 for white space, 255 for the rest. */
export const hexClasses = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) {
  hexClasses[i.toString(16).charCodeAt(0)] = i;
  hexClasses[i.toString(16).toUpperCase().charCodeAt(0)] = i;
}
for (let code = 0; code < 256; code++) if (classes[code] === 1) hexClasses[code] = 16;

/** The value of a hexadecimal digit, or -1. */
export const hexValue = (code: number): number => (hexClasses[code]! < 16 ? hexClasses[code]! : -1);

export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start < 24) {
    let text = '';
    for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
    return text;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/** The bytes as a Buffer over the same memory. */
export const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
