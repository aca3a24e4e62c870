import { z } from 'zod';

/** Millimetres from the top left corner of the page. */
export const PlaceRect = z
  .object({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() })
  .meta({ id: 'PlaceRect' });

/** Where a signature field is made together with its signature, in a file that others signed without leaving one. */
export const SignaturePlace = z
  .object({ page: z.number().int().positive(), rect: PlaceRect })
  .meta({ id: 'SignaturePlace' });

/** A figure of number or date that the organisation sets as a signature field of its own. */
export const SignatureMark = SignaturePlace.extend({
  /** Of the new signature field. */
  field: z.string(),
  /** Which value is drawn, by the name of the text field that stands for it in files of ours. */
  value: z.string(),
  sizePt: z.number(),
  isItalic: z.boolean(),
  align: z.enum(['left', 'right']),
}).meta({ id: 'SignatureMark' });
