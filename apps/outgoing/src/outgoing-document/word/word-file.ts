import { type DocumentContent, type DocumentFonts, layOutWord } from '@vanthu/decree30';

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A DOCX as an answer: some tens of kilobytes. @throws LayoutError when something is missing or cannot be printed */
export async function wordFile(
  content: DocumentContent,
  fonts: DocumentFonts,
  name: string,
): Promise<{ name: string; mediaType: string; base64: string }> {
  const docx = await layOutWord(content, fonts);
  return { name: name.replace(/\.pdf$/, '.docx'), mediaType, base64: Buffer.from(docx).toString('base64') };
}
