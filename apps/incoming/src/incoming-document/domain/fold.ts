/** Without marks, lower case, single blanks: `Sở Tài chính` → `so tai chinh`. For search and for comparing names. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** `128 / stc-ns` and `128/STC-NS` are the same number and symbol; `07/QĐ` and `7/QĐ` as well. */
export function numberKey(numberAndSymbol: string): string {
  return fold(numberAndSymbol)
    .replace(/\s/g, '')
    .replace(/^0+(?=\d)/, '');
}
