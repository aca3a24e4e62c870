import type { Schemas } from '../../../shared/api/client';

type Body = Schemas['DraftBody'];
export type FormName = Body['form'];

/** One question of a form. `lines`: one item a line; `day`: YYYY-MM-DD; `articles` and `blocks` have inputs of their own. */
export interface Question {
  name: string;
  kind: 'line' | 'text' | 'lines' | 'day' | 'year' | 'articles' | 'blocks';
  max: number;
  optional?: boolean;
}
const q = (name: string, kind: Question['kind'], max = 300, optional = false): Question => ({
  name,
  kind,
  max,
  optional,
});
const maybe = (name: string, kind: Question['kind'], max = 300) => q(name, kind, max, true);
const blocks = q('blocks', 'blocks');

/** What the templates of Annex III ask for, in the order in which it is printed. */
export const questionsOf: Record<FormName, readonly Question[]> = {
  decision: [q('legalBases', 'lines', 1000), maybe('proposal', 'line', 500), q('articles', 'articles')],
  letter: [q('addressees', 'lines', 200), q('paragraphs', 'lines', 5000)],
  general: [maybe('addressees', 'lines', 200), maybe('legalBases', 'lines', 1000), blocks],
  invitation: [
    q('guests', 'lines'),
    q('event', 'text', 1000),
    maybe('chair', 'line'),
    q('time', 'line', 200),
    q('place', 'line'),
    maybe('notes', 'lines', 2000),
  ],
  minutes: [
    q('startedAt', 'line', 200),
    q('place', 'line'),
    q('participants', 'lines'),
    q('chair', 'line'),
    q('secretary', 'line'),
    blocks,
    q('endedAt', 'line', 200),
  ],
  telegram: [q('sender', 'line'), q('addressees', 'lines'), blocks],
  introduction: [
    q('person', 'line', 200),
    q('personTitle', 'line', 200),
    q('sentTo', 'line'),
    q('purpose', 'text', 1000),
    q('validUntil', 'day'),
  ],
  leave: [
    q('person', 'line', 200),
    q('personTitle', 'line', 200),
    q('appliedOn', 'day'),
    q('duration', 'line', 100),
    q('from', 'day'),
    q('to', 'day'),
    q('leavePlace', 'line'),
    q('year', 'year'),
  ],
};

const own: Record<string, FormName> = {
  'quyet-dinh': 'decision',
  'nghi-quyet': 'decision',
  'cong-van': 'letter',
  'cong-dien': 'telegram',
  'giay-moi': 'invitation',
  'giay-gioi-thieu': 'introduction',
  'bien-ban': 'minutes',
  'giay-nghi-phep': 'leave',
};

/** In which form a kind is written; those without a template of their own are written freely (Annex III 1.4). */
export const formOfKind = (kind: string): FormName => own[kind] ?? 'general';

export type BlockType =
  | 'paragraph'
  | 'part'
  | 'chapter'
  | 'section'
  | 'article'
  | 'roman'
  | 'clause'
  | 'point'
  | 'table';
/** A block as it is typed; of a table each line is a row and `|` or a tab parts its cells. */
export interface TypedBlock {
  type: BlockType;
  text: string;
}
/** Those with a heading of their own; clauses and points run on behind their number. */
const titled: readonly BlockType[] = ['part', 'chapter', 'section', 'article', 'roman'];

export const lines = (text: unknown): string[] =>
  String(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const cells = (row: string): string[] => row.split(/\t|\|/).map((cell) => cell.trim());

function blockOf({ type, text }: TypedBlock): Schemas['BodyBlock'][] {
  if (type === 'paragraph') return lines(text).map((one) => ({ type, text: one }));
  if (type === 'table') {
    const [header = [], ...rows] = lines(text).map(cells);
    return [{ type, header, rows }];
  }
  const words = lines(text).join(' ');
  return [{ type: 'division', level: type, ...(titled.includes(type) ? { title: words } : { text: words }) }];
}

function typedBlock(block: Schemas['BodyBlock']): TypedBlock {
  if (block.type === 'paragraph') return block;
  if (block.type === 'division') {
    const { level, title, text } = block;
    return { type: level === 'subsection' ? 'section' : level, text: title ?? text ?? '' };
  }
  return { type: 'table', text: [block.header, ...block.rows].map((row) => row.join(' | ')).join('\n') };
}

export type Typed = Record<string, unknown>;

/** The body as the contract has it, from what was typed; of another kind just chosen nothing is typed yet. */
export function bodyOf(kind: string, typed: Typed): Body {
  const form = formOfKind(kind);
  const answers = questionsOf[form].map(({ name, kind: asked, optional }): [string, unknown] => {
    const value = typed[name];
    switch (asked) {
      case 'lines':
        return [name, lines(value)];
      case 'articles':
        return [name, ((value ?? []) as string[]).map((text) => ({ paragraphs: lines(text) }))];
      case 'blocks':
        return [name, ((value ?? []) as TypedBlock[]).flatMap(blockOf)];
      case 'year':
        return [name, Number(value)];
      default:
        return [name, String(value ?? '').trim() || (optional ? null : '')];
    }
  });
  return { form, ...Object.fromEntries(answers) } as Body;
}

export function typedOf(body: Body): Typed {
  const said = body as unknown as Record<string, unknown>;
  return Object.fromEntries(
    questionsOf[body.form].map(({ name, kind }) => {
      const value = said[name];
      if (kind === 'lines') return [name, (value as string[]).join('\n')];
      if (kind === 'articles')
        return [name, (value as { paragraphs: string[] }[]).map(({ paragraphs }) => paragraphs.join('\n'))];
      if (kind === 'blocks') return [name, (value as Schemas['BodyBlock'][]).map(typedBlock)];
      return [name, value ?? ''];
    }),
  );
}
