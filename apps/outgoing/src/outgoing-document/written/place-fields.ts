import { Injectable } from '@nestjs/common';
import { outgoing, type Refusal } from '@vanthu/contracts';
import { formCharacters, formFonts, lockedBy } from '@vanthu/decree30';
import { ContentStore } from '@vanthu/files';
import { addEmptyFields, type EmptyField, type FormFont, isRefusal as isPadesRefusal, readFont } from '@vanthu/pades';
import { manifestOf } from '../domain/manifest.js';
import type { StoredFile } from '../domain/outgoing-document.js';
import { placeNameVi, type WrittenFile } from '../domain/written-file.js';
import { Fonts } from '../drafting/fonts.js';
import type { DraftFile, DraftPlace } from '../drafting/lay-out-draft.js';

type Numbered = Pick<DraftPlace, 'documentId' | 'draftNumber' | 'attachments'>;

/** Puts the empty fields of the places into the printed file; the same places give the same bytes. Writes no rows. */
@Injectable()
export class PlaceFields {
  private formFonts: Promise<FormFont[]> | undefined;

  constructor(
    private readonly files: ContentStore,
    private readonly fonts: Fonts,
  ) {}

  async into(
    written: WrittenFile,
    { documentId, draftNumber, attachments }: Numbered,
    { name, road }: { readonly name: string; readonly road: outgoing.SigningRoad },
  ): Promise<DraftFile | Refusal> {
    // On paper there are no fields: number and date are written by hand.
    const places = road === 'ink' ? [] : written.places;
    if (written.signed) return this.asItIs(written, written.source, { documentId, draftNumber, attachments });
    const print = await this.files.readBytes(written.print.sha256);
    const pdf = await this.withFields(print, places);
    if ('code' in pdf) return pdf;
    const { sha256 } = await this.files.put(pdf);
    const file = { sha256, bytes: pdf.length, name };
    const source = written.form === 'docx' ? written.source : undefined;
    return {
      file,
      pages: written.pages.length,
      fillable: places.filter(({ sizePt }) => sizePt !== null).map((place) => place.name),
      manifest: manifestOf(documentId, draftNumber, { main: file, attachments, source }),
    };
  }

  /** What others have signed is never written to: its own fields are filled with the seal, others come with their signatures. */
  private asItIs(
    { pages, places }: WrittenFile,
    file: StoredFile,
    { documentId, draftNumber, attachments }: Numbered,
  ): DraftFile {
    const fillable = places.flatMap(({ name, sizePt, isFixed }) => (sizePt !== null && isFixed ? [name] : []));
    const manifest = manifestOf(documentId, draftNumber, { main: file, attachments });
    return { file, pages: pages.length, fillable, manifest };
  }

  private async withFields(print: Uint8Array, places: readonly outgoing.FilePlace[]): Promise<Uint8Array | Refusal> {
    if (places.length === 0) return print;
    this.formFonts ??= this.loadFonts();
    const done = addEmptyFields(
      print,
      places.map((place) => fieldOf(place, places)),
      await this.formFonts,
    );
    if (!isPadesRefusal(done)) return done.pdf;
    const { code, details } = done;
    if (code !== 'PADES.NO_ROOM')
      return outgoing.refuseOutgoing('OUTGOING.FILE_UNFIT', { why: 'tệp PDF có cấu trúc không ký được', reason: code });
    const place = places.find(({ name }) => name === details.field);
    const what = `ô ${place ? placeNameVi(place) : ''}`;
    const where =
      details.reason === 'rotated' ? `ở trang ${details.page} bị xoay` : `không nằm trọn trong trang ${details.page}`;
    return outgoing.refuseOutgoing('OUTGOING.PLACES_WRONG', { why: `${what} ${where}` });
  }

  private async loadFonts(): Promise<FormFont[]> {
    const { regular, italic } = await this.fonts.tinos();
    const font = (name: string, bytes: Uint8Array) => ({ name, font: readFont(bytes), characters: formCharacters });
    return [font(formFonts.regular, regular.bytes), font(formFonts.italic, italic.bytes)];
  }
}

const points = (mm: number): number => (mm * 72) / 25.4;
const aligned = { number: 'right', date: 'left', day: 'centre', month: 'centre', year: 'left' } as const;

function fieldOf(place: outgoing.FilePlace, all: readonly outgoing.FilePlace[]): EmptyField {
  const { name, kind, page, rect, sizePt, isItalic } = place;
  const common = {
    ...{ name, page },
    tooltip: capitalised(placeNameVi(place)),
    place: { x: points(rect.x), y: points(rect.y), width: points(rect.width), height: points(rect.height) },
  };
  if (kind !== 'signature' && kind !== 'seal') {
    const fontName = isItalic ? formFonts.italic : formFonts.regular;
    return { ...common, text: { fontName, sizePt: sizePt ?? 13, align: aligned[kind] } };
  }
  const named = (wanted: outgoing.FilePlace['kind']) => all.filter((one) => one.kind === wanted).map((one) => one.name);
  const texts = all.filter((one) => one.sizePt !== null).map((one) => one.name);
  const locked = lockedBy(name, named('signature'), named('seal'), texts);
  return { ...common, lock: locked === 'all' ? { action: 'All' } : { action: 'Exclude', fields: locked.exclude } };
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
