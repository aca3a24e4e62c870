import { beforeAll, describe, expect, it } from '@jest/globals';
import { imageMark, textMark } from '../../../test/attacks/mark-appearances.js';
import { edited, RawUpdate } from '../../../test/attacks/raw-update.js';
import { listInForm, listOnPage, signatureDict } from '../../../test/attacks/signed-update.js';
import { signedTwoPages } from '../../../test/attacks/two-page-document.js';
import { signingDay, testRoot, testSigner } from '../../../test/test-certificates.js';
import { collect, judge, publicServicePolicy, strictPolicy } from '../../index.js';
import type { PdfDict } from '../../pdf/objects.js';

const store = (vri: string) => `<< /Type /DSS /VRI << ${vri} >> >>`;
const packet =
  '<?xpacket begin=""?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF><?xpacket end="w"?>';

type Attack = (update: RawUpdate) => void;

const change = (num: number, values: (update: RawUpdate) => Readonly<Record<string, string>>): Attack => {
  return (update) => update.set(num, edited(update.view.object(num) as PdfDict, values(update)));
};

const addedField =
  (entries: (update: RawUpdate) => string): Attack =>
  (update) => {
    const field = update.add(`<< /FT /Sig /T (them) /Type /Annot /F 4 ${entries(update)} >>`);
    listOnPage(update, 0, field);
    listInForm(update, field);
  };

const timestamp = (update: RawUpdate) =>
  update.add(
    signatureDict().replace('/Type /Sig ', '/Type /DocTimeStamp ').replace('ETSI.CAdES.detached', 'ETSI.RFC3161'),
  );

/** An entry of the store, a node of a tree or metadata by name; drawn by what it was. None needs a key. */
const attacks: Readonly<Record<string, Attack>> = {
  'a page becomes an entry of the security store': (update) => {
    update.set(8, '<< /Type /VRI >>');
    update.catalog({ DSS: store('/Kids 8 0 R') });
  },
  'resources become an entry of the security store': (update) => {
    update.set(5, '<< /Type /VRI >>');
    update.catalog({ DSS: store('/Resources 5 0 R') });
  },
  'a font becomes an entry of the security store': (update) => {
    update.set(6, '<< /Type /VRI >>');
    update.catalog({ DSS: store('/F1 6 0 R') });
  },
  'resources become the list of entries': (update) => {
    update.set(7, '<< >>');
    update.catalog({ DSS: '<< /Type /DSS /VRI 7 0 R >>' });
  },
  'a page becomes a node of the structure tree': (update) => {
    const field = update.add('<< /FT /Sig /T (them) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>');
    listInForm(update, field);
    const element = update.add(`<< /S /Form /P 51 0 R /K << /Type /OBJR /Obj ${field} 0 R >> >>`);
    update.set(51, `<< /Type /StructElem /S /Document /P 50 0 R /K [${element} 0 R] >>`);
    update.set(50, '<< /Type /StructTreeRoot /K 51 0 R /ParentTree << /Kids [8 0 R] >> >>');
    update.set(8, `<< /Nums [0 ${element} 0 R] >>`);
  },
  'what is drawn as /Metadata becomes metadata': (update) =>
    update.setStream(9, '/Type /Metadata /Subtype /XML', packet),
  'what is drawn as /Extensions becomes a dictionary': (update) => update.set(10, '<< >>'),
  'the picture of a push button that is no longer one': change(31, (update) => ({
    Ff: '0',
    AP: `<< /N ${textMark(update, '900')} 0 R >>`,
  })),
  'a hidden field is shown over the page': change(33, (update) => ({
    F: '4',
    AP: `<< /N ${textMark(update, '900')} 0 R >>`,
  })),
  'a field is hidden': change(30, () => ({ F: '2' })),
  'a seal under a timestamp in the field of the agency': change(32, (update) => ({
    V: `${timestamp(update)} 0 R`,
    AP: `<< /N ${imageMark(update, { width: 120, height: 120, clear: 0.6 })} 0 R >>`,
  })),
  'a visible field with a timestamp': addedField(
    (update) =>
      `/Subtype /Widget /V ${timestamp(update)} 0 R /Rect [0 0 595 842] /AP << /N ${textMark(update, 'Het', 595, 842)} 0 R >>`,
  ),
  'a thick border around nothing, under a timestamp': addedField(
    (update) =>
      `/Subtype /Widget /V ${timestamp(update)} 0 R /Rect [100 700 400 700] /BS << /W 90 >> /MK << /BC [1 1 1] >>`,
  ),
  'a note that calls itself a signature field': addedField(
    () => '/Subtype /Text /Contents (Het hieu luc) /Rect [100 700 100 700]',
  ),
  'free text that calls itself a signature field': addedField(
    () => '/Subtype /FreeText /DA (/F1 30 Tf) /Contents (Het hieu luc) /Rect [100 700 100 700]',
  ),
};

describe('objects that were there before the signature', () => {
  const root = testRoot();
  let signed: Uint8Array;
  const report = (pdf: Uint8Array, policy: typeof strictPolicy) =>
    judge(collect(pdf), { anchors: [{ ...root.anchor, family: 'public-service' }], at: signingDay, policy });

  beforeAll(async () => {
    signed = await signedTwoPages(testSigner({ commonName: 'Nguyễn Văn A' }, root));
  });

  it.each(Object.keys(attacks))('keep their meaning: %s', (name) => {
    const update = new RawUpdate(signed);
    attacks[name]!(update);
    for (const policy of [strictPolicy, publicServicePolicy]) {
      expect(report(signed, policy).answer).toBe('hợp lệ');
      const { answer, signatures } = report(update.bytes(), policy);
      expect([answer, signatures[0]!.changes]).toEqual(['không hợp lệ', 'forbidden']);
    }
  });

  it('a security store grows in its own objects, over several revisions', () => {
    let pdf = signed;
    const grow = (fill: Attack) => {
      const update = new RawUpdate(pdf);
      fill(update);
      pdf = update.bytes();
    };
    const parts: number[] = [];
    grow((update) => {
      const value = update.stream('', 'x');
      parts.push(update.add(`[${value} 0 R]`), update.add('<< /Type /VRI >>'));
      parts.push(update.add(`<< /ABCD ${parts[1]} 0 R >>`));
      parts.push(update.add(`<< /Type /DSS /Certs ${parts[0]} 0 R /VRI ${parts[2]} 0 R >>`));
      update.catalog({ DSS: `${parts[3]} 0 R` });
    });
    const [list, entry, entries] = parts;
    grow((update) => {
      const value = update.stream('', 'y');
      update.set(entry!, `<< /Type /VRI /Cert [${value} 0 R] >>`);
      update.set(entries!, `<< /ABCD ${entry} 0 R /EF01 ${update.add('<< /Type /VRI >>')} 0 R >>`);
      update.catalog({ DSS: `${update.add(`<< /Type /DSS /Certs ${list} 0 R /VRI ${entries} 0 R >>`)} 0 R` });
    });
    grow((update) => {
      update.set(list!, `[${update.stream('', 'z')} 0 R]`);
    });
    expect(report(pdf, strictPolicy).signatures[0]).toMatchObject({ changes: 'lta', indication: 'TOTAL_PASSED' });
  });
});
