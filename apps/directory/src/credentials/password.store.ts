import type { Questioner } from '../organisation/store/record-table.js';

/** The only code that sees the column `person.password_hash`. */
export async function hashOfUsername(
  db: Questioner,
  username: string,
): Promise<{ personId: string; hash: string | null } | null> {
  const rows = (await db.query('SELECT id, password_hash FROM person WHERE username = $1', [username])) as {
    id: string;
    password_hash: string | null;
  }[];
  return rows[0] ? { personId: rows[0].id, hash: rows[0].password_hash } : null;
}

export async function withoutPassword(db: Questioner, personIds: readonly string[]): Promise<Set<string>> {
  const rows = (await db.query('SELECT id FROM person WHERE id = ANY($1) AND password_hash IS NOT NULL', [
    personIds,
  ])) as { id: string }[];
  const have = new Set(rows.map((row) => row.id));
  return new Set(personIds.filter((id) => !have.has(id)));
}

export async function setHash(db: Questioner, personId: string, hash: string): Promise<void> {
  await db.query('UPDATE person SET password_hash = $2 WHERE id = $1', [personId, hash]);
}

/** Whether anybody who administers, today or later, can sign in. */
export async function administratorCanSignIn(db: Questioner, today: string): Promise<boolean> {
  const [row] = (await db.query(
    `SELECT EXISTS (
       SELECT FROM position JOIN person ON person.id = position.person_id
        WHERE 'administrator' = ANY(position.roles) AND person.password_hash IS NOT NULL
          AND (position.valid_to IS NULL OR position.valid_to >= $1)) AS found`,
    [today],
  )) as { found: boolean }[];
  return row?.found === true;
}
