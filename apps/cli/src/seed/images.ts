import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { circle, type Outline, Picture, type Point, star } from './raster.js';

/** Pictures for the demonstration: a red seal at real size and a blue hand signature (Decree 30, Annex I II.7.d, II.8.a). */

const RED = [200, 16, 30] as const;
const BLUE = [18, 52, 158] as const;
/** 300 dots to the inch, so that a 36 mm seal prints sharply. */
const DOTS_PER_MM = 300 / 25.4;

/** A round seal: the agency's name around, a star in the middle, "MẪU THỬ" below it so that nobody mistakes it. */
export const sealPng = (agencyName: string, superiorName: string, sealMm: number): Uint8Array =>
  sealPicture(agencyName, superiorName, Math.round(sealMm * DOTS_PER_MM)).png(RED);

function sealPicture(agencyName: string, superiorName: string, size: number): Picture {
  const centre = size / 2;
  const picture = new Picture(size, size);
  const ring = (outer: number, inner: number) =>
    picture.fill([circle(centre, centre, outer * centre), circle(centre, centre, inner * centre)]);
  ring(0.99, 0.94);
  ring(0.91, 0.9);
  ring(0.58, 0.57);
  picture.fill([star(centre, centre * 0.93, centre * 0.3)]);
  const font = openFont();
  picture.fill(textOnArc(font, agencyName.toUpperCase(), centre, 0.66 * centre, 0.19 * centre, 'top'));
  picture.fill(textOnArc(font, superiorName.toUpperCase(), centre, 0.82 * centre, 0.16 * centre, 'bottom'));
  picture.fill(textStraight(font, 'MẪU THỬ', centre, centre * 1.42, 0.12 * centre));
  return picture;
}

/** A hand signature drawn from the letters of the name: the same name gives the same signature. */
export const signaturePng = (name: string): Uint8Array => signaturePicture(name).png(BLUE);

function signaturePicture(name: string): Picture {
  const [width, height] = [460, 200];
  const picture = new Picture(width, height);
  let seed = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2147483647, 7);
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const knots = Array.from(
    { length: 9 },
    (_, i): Point => [30 + (i * (width - 80)) / 8 + (next() - 0.5) * 40, 40 + next() * 110],
  );
  picture.stroke(smooth(knots), (part) => 3 + 4 * Math.abs(Math.sin(part * 9)));
  const flourish: Point[] = [
    [40, 165],
    [160, 150 + next() * 20],
    [300, 172],
    [430, 140 + next() * 25],
  ];
  picture.stroke(smooth(flourish), (part) => 5 - 3 * part);
  return picture;
}

/** Lines of text as a scanner sees them: an A4 page. */
export function pageOfText(lines: readonly string[], dotsPerInch = 72): Picture {
  const dots = dotsPerInch / 72;
  const picture = new Picture(Math.ceil(596 * dots), Math.ceil(843 * dots));
  const font = openFont();
  for (const [i, line] of lines.entries()) {
    if (line !== '') picture.fill(textStraight(font, line, 298 * dots, (70 + i * 21) * dots, 13 * dots));
  }
  return picture;
}

/** A page that was signed in ink and stamped, as a colour scanner sees it: RGB, row by row. */
export function scannedPage(
  lines: readonly string[],
  by: { readonly signer: string; readonly agency: string; readonly superior: string; readonly sealMm: number } | null,
  dotsPerInch: number,
): { width: number; height: number; rgb: Uint8Array } {
  const page = pageOfText(lines, dotsPerInch);
  const rgb = new Uint8Array(page.width * page.height * 3).fill(255);
  page.paint(rgb, page.width, [0, 0], [20, 20, 24]);
  if (by !== null) {
    const y = Math.min(page.height * 0.72, ((lines.length + 4) * 21 * dotsPerInch) / 72);
    const seal = sealPicture(by.agency, by.superior, Math.round((by.sealMm * dotsPerInch) / 25.4));
    signaturePicture(by.signer).paint(rgb, page.width, [page.width * 0.52, y], BLUE);
    seal.paint(rgb, page.width, [page.width * 0.42, y - seal.height * 0.2], RED);
  }
  return { width: page.width, height: page.height, rgb };
}

function smooth(knots: readonly Point[]): Point[] {
  const at = (i: number): Point => knots[Math.max(0, Math.min(knots.length - 1, i))] as Point;
  return knots.slice(1).flatMap((_, i) =>
    Array.from({ length: 16 }, (__, step): Point => {
      const t = step / 16;
      const blend = (axis: 0 | 1) => {
        const [p0, p1, p2, p3] = [at(i - 1)[axis], at(i)[axis], at(i + 1)[axis], at(i + 2)[axis]];
        return (
          0.5 *
          (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t ** 3)
        );
      };
      return [blend(0), blend(1)];
    }),
  );
}

function openFont(): fontkit.Font {
  const file = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf');
  return fontkit.create(readFileSync(file)) as fontkit.Font;
}

interface Placed {
  readonly outlines: Outline[];
  readonly advance: number;
}

/** Glyphs of a text in units of the font size, each at its own origin. */
const glyphs = (font: fontkit.Font, text: string): Placed[] =>
  font.layout(text.normalize('NFC')).glyphs.map((glyph) => ({
    outlines: flatten(glyph.path.commands).map((o) =>
      o.map(([x, y]): Point => [x / font.unitsPerEm, y / font.unitsPerEm]),
    ),
    advance: glyph.advanceWidth / font.unitsPerEm,
  }));

function textStraight(font: fontkit.Font, text: string, cx: number, baseline: number, size: number): Outline[] {
  const placed = glyphs(font, text);
  let x = cx - (placed.reduce((sum, g) => sum + g.advance, 0) * size) / 2;
  return placed.flatMap((glyph) => {
    const from = x;
    x += glyph.advance * size;
    return glyph.outlines.map((o) => o.map(([gx, gy]): Point => [from + gx * size, baseline - gy * size]));
  });
}

function textOnArc(
  font: fontkit.Font,
  text: string,
  centre: number,
  radius: number,
  wanted: number,
  side: 'top' | 'bottom',
): Outline[] {
  const placed = glyphs(font, text);
  const ems = placed.reduce((sum, g) => sum + g.advance + 0.06, 0);
  const room = side === 'top' ? 1.35 * Math.PI : 0.55 * Math.PI;
  const size = Math.min(wanted, (room * radius) / ems);
  const direction = side === 'top' ? 1 : -1;
  let angle = (side === 'top' ? -Math.PI / 2 : Math.PI / 2) - (direction * ems * size) / radius / 2;
  return placed.flatMap((glyph) => {
    const middle = angle + (direction * (glyph.advance / 2) * size) / radius;
    angle += (direction * (glyph.advance + 0.06) * size) / radius;
    const turn = middle + (direction * Math.PI) / 2;
    const [ox, oy] = [centre + radius * Math.cos(middle), centre + radius * Math.sin(middle)];
    return glyph.outlines.map((o) =>
      o.map(([gx, gy]): Point => {
        const [dx, dy] = [(gx - glyph.advance / 2) * size, -gy * size];
        return [ox + dx * Math.cos(turn) - dy * Math.sin(turn), oy + dx * Math.sin(turn) + dy * Math.cos(turn)];
      }),
    );
  });
}

function flatten(commands: readonly { command: string; args: number[] }[]): Outline[] {
  const outlines: Point[][] = [];
  let pen: Point = [0, 0];
  const add = (point: Point) => {
    outlines.at(-1)?.push(point);
    pen = point;
  };
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    const from = pen;
    const along = (curve: (t: number) => Point) => {
      for (let i = 1; i <= 8; i++) add(curve(i / 8));
    };
    if (command === 'moveTo') {
      outlines.push([[a, b]]);
      pen = [a, b];
    } else if (command === 'lineTo') add([a, b]);
    else if (command === 'quadraticCurveTo')
      along((t) => [
        (1 - t) ** 2 * from[0] + 2 * (1 - t) * t * a + t * t * c,
        (1 - t) ** 2 * from[1] + 2 * (1 - t) * t * b + t * t * d,
      ]);
    else if (command === 'bezierCurveTo')
      along((t) => [
        (1 - t) ** 3 * from[0] + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t * t * c + t ** 3 * e,
        (1 - t) ** 3 * from[1] + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * d + t ** 3 * f,
      ]);
  }
  return outlines;
}
