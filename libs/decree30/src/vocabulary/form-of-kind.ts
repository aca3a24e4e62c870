import type { KindCode } from './kinds.js';

/** How a kind is written and printed. One form per type in `DocumentContent`. */
export type FormName =
  | 'decision'
  | 'letter'
  | 'general'
  | 'telegram'
  | 'invitation'
  | 'introduction'
  | 'minutes'
  | 'leave';

export interface KindForm {
  readonly form: FormName;
  /** Template of Annex III part II; `null`: the Decree shows none and the layout is our proposal. */
  readonly template: string | null;
  /** Whether Nơi nhận begins `- Như trên;`: always, when it goes to a superior, or never. Annex I part I, II.9.a. */
  readonly addressed: 'always' | 'upward' | 'never';
}

const general = { form: 'general', template: '1.4', addressed: 'never' } as const;
const proposal = { form: 'general', template: null, addressed: 'never' } as const;

const own: Partial<Record<KindCode, KindForm>> = {
  'nghi-quyet': { form: 'decision', template: '1.1', addressed: 'never' },
  'quyet-dinh': { form: 'decision', template: '1.2', addressed: 'never' },
  'bao-cao': { ...general, addressed: 'upward' },
  'to-trinh': { ...general, addressed: 'always' },
  'cong-van': { form: 'letter', template: '1.5', addressed: 'always' },
  'cong-dien': { form: 'telegram', template: '1.6', addressed: 'never' },
  'giay-moi': { form: 'invitation', template: '1.7', addressed: 'never' },
  'giay-gioi-thieu': { form: 'introduction', template: '1.8', addressed: 'always' },
  'bien-ban': { form: 'minutes', template: '1.9', addressed: 'never' },
  'giay-nghi-phep': { form: 'leave', template: '1.10', addressed: 'never' },
  'hop-dong': proposal,
  'ban-ghi-nho': proposal,
  'ban-thoa-thuan': proposal,
  'thu-cong': proposal,
};

/** The form in which a kind is written. Annex III part II. */
export function formOfKind(kind: KindCode): KindForm {
  return own[kind] ?? general;
}
