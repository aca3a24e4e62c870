import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { gateway } from '@vanthu/contracts';
import { civilDateOf, loadTinos } from '@vanthu/decree30';
import type { Issued, TestPki } from '@vanthu/testpki';
import type { AgencySeed } from '../demo/district/agencies.js';
import { IncrementWriter } from '../demo/forge/increment-writer.js';
import { letterPdf } from '../demo/forge/letter-pdf.js';
import { signAsPublicService } from '../demo/forge/public-service-shape.js';
import { holderOf, Pictures } from '../demo/forge/signers.js';
import { signAsUsual } from '../demo/forge/usual-shape.js';
import type { LetterPlan } from '../demo/plan/plan.js';

const sender: AgencySeed = {
  key: 'mau',
  code: 'H99.99.99',
  name: 'Ủy ban nhân dân xã Bình Mẫu',
  printedName: ['ỦY BAN NHÂN DÂN', 'XÃ BÌNH MẪU'],
  superiorName: null,
  superior: null,
  abbreviation: 'UBND',
  place: 'Bình Mẫu',
  collective: true,
  headTitle: 'CHỦ TỊCH',
  deputyTitle: 'Phó Chủ tịch',
  sealMm: 36,
  hosted: false,
  validFrom: '2025-07-01',
  validTo: null,
  successor: null,
};

const leader: LetterPlan['signer'] = {
  ...{ id: 'mau', personId: 'mau', username: 'mau', agency: 'mau', unit: null, grants: [], keyType: 'ec' },
  ...{ fullName: 'Lê Văn Mẫu', title: 'Chủ tịch', level: 'head', roles: ['signer'] },
};

const letterOn = (documentDate: LetterPlan['documentDate']): LetterPlan => ({
  ...{ key: 'mau', shape: 'ours', fault: null, sender: 'mau', signer: leader, kind: 'cong-van' },
  ...{ number: 12, symbol: 'UBND-VP', numberAndSymbol: '12/UBND-VP', documentDate, urgency: 'normal', answerBy: null },
  abstract: 'hỗ trợ kinh phí sửa chữa nhà văn hóa ấp',
  addressee: 'Ủy ban nhân dân các xã, phường',
  paragraphs: [
    'Ủy ban nhân dân xã Bình Mẫu đề nghị hỗ trợ kinh phí sửa chữa nhà văn hóa ấp 3, số tiền 48.000.000 đồng (Bốn mươi tám triệu đồng).',
    'Đề nghị Quý cơ quan xem xét, trả lời trước khi kết thúc quý để xã tổ chức thực hiện.',
  ],
});

type Sample = gateway.VerificationSamples[number] & { make(): Promise<Uint8Array> };

/** Text laid over the page by a later revision: the sum is another one now. What a reader would not see, the judge does. */
function withOtherSum(pdf: Uint8Array): Uint8Array {
  const writer = new IncrementWriter(pdf);
  const appearance = writer.next();
  const font = '<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>';
  writer.stream(
    appearance,
    `/Type/XObject/Subtype/Form/BBox[0 0 65 15]/Resources<</Font${font}>>`,
    Buffer.from('1 g 0 0 65 15 re f 0 g BT /F 13 Tf 0 4 Td (480.000.000) Tj ET', 'latin1'),
  );
  const annotation = writer.next();
  writer.object(
    annotation,
    `<</Type/Annot/Subtype/Stamp/F 4/Rect[155.5 605 220.5 620]/AP<</N ${appearance} 0 R>>/P ${writer.page(0)} 0 R>>`,
  );
  writer.addToPage(0, annotation);
  return writer.finish();
}

/**
 * Makes three files to try on the page of public verification, once for each test PKI, from its certificates alone. Returns their
 * folder.
 */
export async function verificationSamples(directory: string, pki: TestPki, at: Date): Promise<string> {
  if (existsSync(join(directory, 'samples.json'))) return directory;
  const organization = sender.name;
  const person = holderOf(keyOf(pki.issuePerson({ commonName: leader.fullName, organization })));
  const organisation = holderOf(keyOf(pki.issueOrganisation({ commonName: sender.name })));
  const hands = { person, organisation };
  const letter = letterOn(civilDateOf(at));
  const pictures = new Pictures();
  const laidOut = await letterPdf(letter, sender, await loadTinos());
  const asPublicService = () => signAsPublicService(laidOut, letter, sender, hands, pictures);
  const samples: Sample[] = [
    {
      name: 'nguyen-ven.pdf',
      titleVi: 'Công văn nguyên vẹn',
      saysVi: 'Ký cá nhân, rồi cấp số và ký cơ quan, như hệ thống này làm.',
      make: () => signAsUsual(laidOut, letter, sender, hands, pictures),
    },
    {
      name: 'bi-sua.pdf',
      titleVi: 'Công văn bị sửa số tiền',
      saysVi: 'Sau khi ký, có người phủ một số tiền khác lên trang.',
      make: async () => withOtherSum(await asPublicService()),
    },
    {
      name: 'ky-so-cong-vu.pdf',
      titleVi: 'Công văn ký theo lối cơ quan nhà nước',
      saysVi: 'Số, ngày, tháng, năm và dấu là những chữ ký thêm sau chữ ký của lãnh đạo.',
      make: asPublicService,
    },
  ];
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const { name, make } of samples) await writeFile(join(directory, name), await make());
  // The list comes last and in one step: a start that was broken off makes them again.
  const list: gateway.VerificationSamples = samples.map(({ name, titleVi, saysVi }) => ({ name, titleVi, saysVi }));
  await writeFile(join(directory, '.samples.json'), JSON.stringify(list));
  await rename(join(directory, '.samples.json'), join(directory, 'samples.json'));
  return directory;
}

const keyOf = ({ privateKeyPem, chain }: Issued) => ({
  privateKeyPem,
  chain: chain.map(({ der }) => der),
  keyType: 'ec' as const,
  pkcs12: { bytes: new Uint8Array(), pin: '' },
});
