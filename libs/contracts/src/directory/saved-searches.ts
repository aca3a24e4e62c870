import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Line, Uuid } from '../core/vocabulary.js';

/** Searches that a person keeps for himself (Annex VI III.6; R-SYS-04). */

export const SavedSearch = z
  .object({
    id: Uuid,
    list: z.enum(['outgoing', 'incoming']),
    name: Line(80),
    /** The filters as they stand in the address of the list, without the question mark. */
    query: z
      .string()
      .max(600)
      .regex(/^[\w%.~*+&=-]+$/),
  })
  .meta({ id: 'SavedSearch' });
export type SavedSearch = z.infer<typeof SavedSearch>;

export const FindSavedSearches = query({
  service: 'directory',
  name: 'find-saved-searches',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/directory/saved-searches', summary: 'Các tìm kiếm đã lưu của mình' },
  input: z.object({ list: SavedSearch.shape.list }),
  output: z.object({ searches: z.array(SavedSearch) }),
});

/** Kept under its name; one of that name in the same list gives way. */
export const SaveSearch = command({
  service: 'directory',
  name: 'save-search',
  right: 'outgoing.read',
  http: { method: 'POST', path: '/directory/saved-searches', summary: 'Lưu một tìm kiếm' },
  input: SavedSearch.omit({ id: true }),
  output: SavedSearch,
});

export const RemoveSavedSearch = command({
  service: 'directory',
  name: 'remove-saved-search',
  right: 'outgoing.read',
  http: { method: 'POST', path: '/directory/saved-searches/{searchId}/remove', summary: 'Bỏ một tìm kiếm đã lưu' },
  input: z.object({ searchId: Uuid }),
  output: z.object({ searchId: Uuid }),
});
