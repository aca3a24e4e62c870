/** A whole PDF of one page; `catalog` adds entries to the catalogue, `trailer` to the trailer. `text` tells files apart, `page` is printed. */
export function samplePdf(own: { catalog?: string; trailer?: string; text?: string; page?: string } = {}): Buffer {
  const printed = `BT /F1 12 Tf 72 720 Td (${own.page ?? ''}) Tj ET`;
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${own.catalog ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    own.page === undefined
      ? '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'
      : `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 ${font} >> >> >>`,
    `<< /Note (${own.text ?? 'a'}) >>`,
    ...(own.page === undefined ? [] : [`<< /Length ${printed.length} >>\nstream\n${printed}\nendstream`]),
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = body.length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${own.trailer ?? ''} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

/** What a hostile or careless sender uploads, and the refusal for it. */
export const hostileUploads: readonly { name: string; bytes: Buffer; code: string }[] = [
  { name: 'text', bytes: Buffer.from('Kính gửi Ủy ban nhân dân'), code: 'FILE.NOT_PDF' },
  { name: 'word document', bytes: Buffer.from('504b0304140006000800', 'hex'), code: 'FILE.NOT_PDF' },
  { name: 'cut in the middle', bytes: samplePdf().subarray(0, 120), code: 'FILE.TRUNCATED' },
  { name: 'header only', bytes: Buffer.from('%PDF-1.7\n'), code: 'FILE.TRUNCATED' },
  {
    name: 'encrypted',
    bytes: samplePdf({
      trailer: '/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /O () /U () /P -4 >> /ID [<00> <00>]',
    }),
    code: 'FILE.ENCRYPTED',
  },
  {
    name: 'script at opening',
    bytes: samplePdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
    code: 'FILE.ACTIVE_CONTENT',
  },
  {
    name: 'program at opening',
    bytes: samplePdf({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
    code: 'FILE.ACTIVE_CONTENT',
  },
  {
    name: 'XFA form',
    bytes: samplePdf({ catalog: '/AcroForm << /Fields [] /XFA (x) >>' }),
    code: 'FILE.ACTIVE_CONTENT',
  },
];
