import type { InputOf, outgoing } from '@vanthu/contracts';
import { sealGeometry, sealOverlap } from '@vanthu/decree30';
import { placeNameVi, type WrittenFile } from '../domain/written-file.js';

type Moved = InputOf<typeof outgoing.MovePlaces>['places'];

/** Smaller than that nothing can be read, in millimetres. */
const least = { picture: { width: 15, height: 8 }, text: { width: 3, height: 4 } } as const;

/** The places as a person put them: settled, whatever was found. */
export const movedPlaces = (written: WrittenFile, moved: Moved): outgoing.FilePlace[] =>
  written.places.map((place) => {
    const to = moved.find(({ name }) => name === place.name);
    return to ? { ...place, page: to.page, rect: to.rect, isFound: true } : place;
  });

/** What is wrong with places that a person chose, in words; null: nothing (Annex I part I, II.3, II.4, II.7 and II.8). */
export function placeProblem(written: WrittenFile, moved: Moved, places: readonly outgoing.FilePlace[]): string | null {
  const strange = moved.find(({ name }) => !written.places.some((place) => place.name === name));
  if (strange) return `tệp không có ô ${strange.name}`;
  const fixed = places.find((place) => place.isFixed && moved.some(({ name }) => name === place.name));
  if (fixed) return `ô ${placeNameVi(fixed)} nằm sẵn trong tệp đã ký, không dời được`;
  for (const place of places) {
    const problem = sheetProblem(written, place);
    if (problem !== null) return problem;
  }
  return overlapProblem(places) ?? sealProblem(places);
}

function sheetProblem({ pages }: WrittenFile, place: outgoing.FilePlace): string | null {
  const { page, rect, sizePt, kind } = place;
  const what = `ô ${placeNameVi(place)}`;
  const sheet = pages.find(({ number }) => number === page);
  if (!sheet) return `${what}: tệp không có trang ${page}`;
  const isInside =
    rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= sheet.widthMm && rect.y + rect.height <= sheet.heightMm;
  if (!isInside) return `${what} không nằm trọn trong trang ${page}`;
  const { width, height } = least[sizePt === null ? 'picture' : 'text'];
  if (rect.width < width || rect.height < height) return `${what} quá nhỏ`;
  // Boxes 3 and 4 are on page 1.
  const isHead = kind !== 'signature' && kind !== 'seal';
  return isHead && page !== 1 ? `${what} phải ở trang 1 (Phụ lục I, phần I, mục II.3, II.4)` : null;
}

/** The seal lies over a signature by rule; nothing else over anything. */
function overlapProblem(places: readonly outgoing.FilePlace[]): string | null {
  for (const [index, one] of places.entries()) {
    const other = places
      .slice(index + 1)
      .find((two) => two.kind !== 'seal' && one.kind !== 'seal' && overlaps(one, two));
    if (other) return `ô ${placeNameVi(one)} chồng lên ô ${placeNameVi(other)}`;
  }
  return null;
}

/** Side gaps of fields may touch. */
const touch = 1.5;
const overlaps = (one: outgoing.FilePlace, two: outgoing.FilePlace): boolean =>
  one.page === two.page &&
  one.rect.x + touch < two.rect.x + two.rect.width &&
  two.rect.x + touch < one.rect.x + one.rect.width &&
  one.rect.y + touch < two.rect.y + two.rect.height &&
  two.rect.y + touch < one.rect.y + one.rect.height;

/** About a third of the signature from the left (R-ORG-04). */
function sealProblem(places: readonly outgoing.FilePlace[]): string | null {
  const seal = places.find(({ kind }) => kind === 'seal');
  const signature = places.findLast(({ kind }) => kind === 'signature');
  if (!seal || !signature) return null;
  const [from, to] = sealGeometry.acceptedOverlap;
  const share = seal.page === signature.page ? sealOverlap(signature.rect, seal.rect) : 0;
  if (share >= from && share <= to) return null;
  return `dấu phải trùm khoảng 1/3 chữ ký về bên trái, đang là ${Math.round(share * 100)} % (Phụ lục I, phần I, mục II.8)`;
}
