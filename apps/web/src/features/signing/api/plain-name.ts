/** `CN=Trần Thị Hương,O=UBND xã Châu Minh,C=VN` as people read it: what it says, each once, the country left out. */
export function plainName(subject: string): string {
  const parts = subject
    .split(/(?<!\\),/)
    .map((part) => part.trim())
    .filter((part) => !part.startsWith('C='))
    .map((part) => part.replace(/^[\w.]+=/, '').replaceAll('\\', ''));
  return [...new Set(parts)].join(' · ');
}
