import { outgoing, type Refusal } from '@vanthu/contracts';
import { type DocumentContent, type DocumentFonts, LayoutError, layOutWord } from '@vanthu/decree30';

export const wordMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A DOCX as an answer: some tens of kilobytes; refused when something is missing or cannot be printed. */
export async function wordFile(
  content: DocumentContent,
  fonts: DocumentFonts,
  name: string,
): Promise<{ name: string; mediaType: string; base64: string } | Refusal> {
  try {
    const docx = await layOutWord(content, fonts);
    return {
      name: name.replace(/\.pdf$/, '.docx'),
      mediaType: wordMediaType,
      base64: Buffer.from(docx).toString('base64'),
    };
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    return outgoing.refuseOutgoing('OUTGOING.UNPRINTABLE', { problems: error.problems.join('; ') });
  }
}
