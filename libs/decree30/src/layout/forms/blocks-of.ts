import { type Block, endMarked, legalBasisBlocks } from '../blocks.js';
import { bodyBlocks } from '../divisions.js';
import type { DocumentContent } from '../document-content.js';
import type { Style } from '../style.js';
import { capitals, type Measure } from '../text.js';
import { addresseeBlocks, apart } from './addressees.js';
import { decisionBlocks } from './decision.js';
import { minutesBlocks } from './minutes.js';
import { introductionBlocks, invitationBlocks, leaveBlocks } from './slips.js';

/** The flowing part of a document, in order, ending with the mark `./.` (Annex III). */
export function blocksOf(content: DocumentContent, style: Style, measure: Measure): Block[] {
  return endMarked(style, formBlocks(content, style, measure));
}

function formBlocks(content: DocumentContent, style: Style, measure: Measure): Block[] {
  switch (content.kind) {
    case 'quyet-dinh':
    case 'nghi-quyet':
      return decisionBlocks(style, content);
    case 'cong-van':
      return addressed(content.addressees, bodyBlocks(style, content.paragraphs));
    case 'cong-dien':
      return addressed(content.addressees, bodyBlocks(style, content.body), `${capitals(content.sender)} điện`);
    case 'giay-moi':
      return invitationBlocks(style, measure, content);
    case 'giay-gioi-thieu':
      return introductionBlocks(style, content);
    case 'bien-ban':
      return minutesBlocks(style, content);
    case 'giay-nghi-phep':
      return leaveBlocks(style, content);
    default: {
      const blocks = [...legalBasisBlocks(style, content.legalBases ?? []), ...bodyBlocks(style, content.body)];
      return content.addressees && content.addressees.length > 0
        ? addressed(content.addressees, blocks)
        : blocks.map((block, index) => (index === 0 ? { ...block, spaceBefore: 12 } : block));
    }
  }

  function addressed(names: readonly string[], blocks: readonly Block[], label?: string): Block[] {
    return [...addresseeBlocks(style, measure, names, label), ...apart(blocks)];
  }
}
