import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Line, Uuid } from '../core/vocabulary.js';

/** Who the documents of an agency go to: groups kept by the agency, and the lines of a "Nơi nhận" block understood. */

/** A line of the "Nơi nhận" block: an agency of the directory, a unit of one's own agency, or words. */
export const Addressee = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('agency'), agencyId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('unit'), unitId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('other'), name: Line(200) }),
  ])
  .meta({ id: 'Addressee' });
export type Addressee = z.infer<typeof Addressee>;

export const RecipientGroup = z
  .object({
    id: Uuid,
    name: Line(100),
    members: z.array(Addressee).min(1).max(300),
    /** Counts the changes; whoever saves names the one they saw. */
    version: z.number().int().positive(),
  })
  .meta({ id: 'RecipientGroup' });
export type RecipientGroup = z.infer<typeof RecipientGroup>;

export const FindRecipientGroups = query({
  service: 'directory',
  name: 'find-recipient-groups',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/directory/recipient-groups', summary: 'Các nhóm nơi nhận của cơ quan' },
  input: z.object({}),
  output: z.object({ groups: z.array(RecipientGroup) }),
});

/** A new group, or one that takes the place of what it was (`version`: the one that was seen, null for a new one). */
export const SaveRecipientGroup = command({
  service: 'directory',
  name: 'save-recipient-group',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/directory/recipient-groups', summary: 'Lưu một nhóm nơi nhận' },
  input: RecipientGroup.pick({ name: true, members: true }).extend({
    id: Uuid.nullable().default(null),
    version: z.number().int().positive().nullable().default(null),
  }),
  output: RecipientGroup,
});

export const RemoveRecipientGroup = command({
  service: 'directory',
  name: 'remove-recipient-group',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/directory/recipient-groups/{groupId}/remove', summary: 'Bỏ một nhóm nơi nhận' },
  input: z.object({ groupId: Uuid }),
  output: z.object({ groupId: Uuid }),
});

/** The lines of a "Nơi nhận" block as they are written, each with the one agency or unit that it names, else as words. */
export const ReadRecipients = query({
  service: 'directory',
  name: 'read-recipients',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/directory/read-recipients', summary: 'Đọc khối “Nơi nhận” thành danh sách nơi nhận' },
  input: z.object({ block: z.string().max(20_000) }),
  output: z.object({ recipients: z.array(Addressee).max(300) }),
});
