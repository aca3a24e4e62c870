const dayMs = 86_400_000;

export const days = (at: Date, count: number): Date => new Date(at.getTime() + count * dayMs);

export function years(at: Date, count: number): Date {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + count);
  return date;
}
