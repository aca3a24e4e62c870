import { z } from 'zod';

/** What a list says in place of the abstract of a document that the asker may not read. */
export const unreadableAbstractVi = 'Bạn không có quyền xem trích yếu.';

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

/** Day and id of the last document of the page before: `2023-01-27_<id>`. */
export function readDayCursor(text: string | undefined): [string, string] | null {
  const [day, id] = (text ?? '').split('_');
  const parsed = Cursor.safeParse([day, id]);
  return parsed.success ? parsed.data : null;
}
