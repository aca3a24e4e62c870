/** Everything is shown in Vietnam time (R-GEN-07). */
const zone = 'Asia/Ho_Chi_Minh';

const parts = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric', hour12: false },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
});

/** `14:05:09, 05/03/2026` */
export function instantVi(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const of = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${of.hour}:${of.minute}:${of.second}, ${of.day}/${of.month}/${of.year}`;
}

/** `05/03/2026` */
export const dayVi = (instant: string): string => instantVi(instant).split(', ').at(-1) ?? '';
