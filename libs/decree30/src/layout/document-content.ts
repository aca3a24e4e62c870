import type { CivilDate } from '../dates/civil-date.js';
import type { KindCode } from '../vocabulary/kinds.js';
import type { UrgencyCode } from '../vocabulary/urgency.js';
import type { BodyItem } from './body-content.js';

/** Everything that is printed before the first signature. Plain data, so that it can be stored, hashed and shown. */
export type DocumentContent =
  | DecisionContent
  | LetterContent
  | GeneralContent
  | TelegramContent
  | InvitationContent
  | IntroductionContent
  | MinutesContent
  | LeaveContent;

export interface DocumentHead {
  /** Direct superior agency, box 2; UBND and HĐND print none. */
  readonly superiorName: string | readonly string[] | null;
  /** Printed in capitals. Several strings are several lines: `['Ủy ban nhân dân', 'Xã Châu Minh']`; too long ones wrap. */
  readonly agencyName: string | readonly string[];
  /** What stands behind the slash: `QĐ-UBND`. */
  readonly symbol: string;
  /** `Châu Minh`, without comma. */
  readonly place: string;
  /** Trích yếu: `Về việc thành lập …`; of a công văn without `V/v`, which is printed. Giấy giới thiệu and giấy nghỉ phép print none. */
  readonly abstract: string;
  /** One, or several for joint documents; the first is `ky_ca_nhan_1`. */
  readonly signers: readonly [Signer, ...Signer[]];
  /** Lines of Nơi nhận as `composeRecipients` writes them. */
  readonly recipients: readonly string[];
  readonly urgency: UrgencyCode;
  /** Box 13: address, e-mail, telephone; one string per line, at the foot of page 1. */
  readonly footer?: readonly string[] | null;
  /** In the same file, each from a new page with page numbers of its own (R-FMT-08). Default: none. */
  readonly annexes?: readonly Annex[];
}

export interface Signer {
  /** Box 7a, from `capacityLines`. */
  readonly capacityLines: readonly string[];
  readonly name: string;
  /** Box 7b above the name: a further title, e.g. in an advisory body. */
  readonly otherTitle?: string | null;
  /** Whether an organisation seals beside this signer. Default: true; in minutes false, which are sealed "if any". */
  readonly sealed?: boolean;
}

/** Phụ lục, or a document issued with a decision (Annex III templates 1.3, 2.1, 2.2). */
export interface Annex {
  /** Printed in capitals; under the name of a kind as it is written. */
  readonly title: string;
  readonly body: readonly [BodyItem, ...BodyItem[]];
  /** `Quy chế`: a document that the decision issues, printed instead of `Phụ lục`. It is not counted among the annexes. */
  readonly kindName?: string | null;
  /** For wide tables. Default: false. */
  readonly landscape?: boolean;
}

/** Quyết định, Annex III template 1.2, and nghị quyết, template 1.1. */
export interface DecisionContent extends DocumentHead {
  readonly kind: 'quyet-dinh' | 'nghi-quyet';
  /** Thẩm quyền ban hành: `Chủ tịch Ủy ban nhân dân xã Châu Minh`, or the collective that decides. Printed in capitals. */
  readonly authorityLine: string;
  /** Each with or without `Căn cứ … ;` punctuation at its end. */
  readonly legalBases: readonly string[];
  /** `Theo đề nghị của …`. */
  readonly proposal: string | null;
  readonly articles: readonly [Article, ...Article[]];
}

export interface Article {
  /** Bold after `Điều n.`; without it the first paragraph begins on the same line. */
  readonly title?: string | null;
  readonly paragraphs: readonly BodyItem[];
}

/** Công văn, Annex III template 1.5. */
export interface LetterContent extends DocumentHead {
  readonly kind: 'cong-van';
  /** Kính gửi. */
  readonly addressees: readonly [string, ...string[]];
  readonly paragraphs: readonly BodyItem[];
}

/** Kinds that have a template of their own; all others are laid out with the general body. */
export type GeneralKind = Exclude<
  KindCode,
  | 'quyet-dinh'
  | 'nghi-quyet'
  | 'cong-van'
  | 'cong-dien'
  | 'giay-moi'
  | 'giay-gioi-thieu'
  | 'bien-ban'
  | 'giay-nghi-phep'
>;

/**
 * Annex III template 1.4: báo cáo, thông báo, tờ trình, kế hoạch, chương trình, hướng dẫn, giấy ủy quyền …; and, as our
 * proposal, the kinds for which the Decree shows none (`formOfKind`).
 */
export interface GeneralContent extends DocumentHead {
  readonly kind: GeneralKind;
  /** Kính gửi: tờ trình always, báo cáo when it goes to a superior. Default: none. */
  readonly addressees?: readonly string[];
  /** Căn cứ, in italics before the body. Default: none. */
  readonly legalBases?: readonly string[];
  readonly body: readonly [BodyItem, ...BodyItem[]];
}

/** Công điện, Annex III template 1.6. */
export interface TelegramContent extends DocumentHead {
  readonly kind: 'cong-dien';
  /** Who telegraphs: `Chủ tịch Ủy ban nhân dân xã Châu Minh`; printed in capitals before `điện:`. */
  readonly sender: string;
  readonly addressees: readonly [string, ...string[]];
  readonly body: readonly [BodyItem, ...BodyItem[]];
}

/** Giấy mời, Annex III template 1.7. */
export interface InvitationContent extends DocumentHead {
  readonly kind: 'giay-moi';
  /** Who invites, as it stands in the sentence: `Ủy ban nhân dân xã Châu Minh`. */
  readonly inviter: string;
  readonly guests: readonly [string, ...string[]];
  /** After `Tới dự`: `Hội nghị triển khai …`. */
  readonly event: string;
  /** Chủ trì. */
  readonly chair?: string | null;
  /** `08 giờ 00, ngày 05 tháng 3 năm 2025`. */
  readonly time: string;
  readonly venue: string;
  /** What is to be prepared or noted. Default: nothing. */
  readonly body?: readonly BodyItem[];
}

/** Giấy giới thiệu, Annex III template 1.8. */
export interface IntroductionContent extends DocumentHead {
  readonly kind: 'giay-gioi-thieu';
  /** Who introduces: `Ủy ban nhân dân xã Châu Minh`. */
  readonly introducer: string;
  readonly person: string;
  readonly personTitle: string;
  /** Được cử đến. */
  readonly sentTo: string;
  /** Về việc. */
  readonly purpose: string;
  readonly validUntil: CivilDate;
}

/** Biên bản, Annex III template 1.9. Without place and date in the head: there is no field `ngay_ban_hanh`. */
export interface MinutesContent extends DocumentHead {
  readonly kind: 'bien-ban';
  /** `08 giờ 00, ngày 05 tháng 3 năm 2025`. */
  readonly startedAt: string;
  readonly venue: string;
  /** Thành phần tham dự. */
  readonly participants: readonly [string, ...string[]];
  /** Chủ trì (chủ tọa). */
  readonly chair: string;
  readonly secretary: string;
  readonly body: readonly [BodyItem, ...BodyItem[]];
  readonly endedAt: string;
  /** What ended. Default: `Cuộc họp`. */
  readonly meeting?: string;
  /** The secretary, on the left (`ky_ca_nhan_1`), and the chair, on the right (`ky_ca_nhan_2`); more in rows below. */
  readonly signers: readonly [Signer, Signer, ...Signer[]];
}

/** Giấy nghỉ phép, Annex III template 1.10. */
export interface LeaveContent extends DocumentHead {
  readonly kind: 'giay-nghi-phep';
  /** Who grants: `Ủy ban nhân dân xã Châu Minh`. */
  readonly grantor: string;
  /** Day of the application for leave. */
  readonly appliedOn: CivilDate;
  readonly person: string;
  readonly personTitle: string;
  /** `05 ngày làm việc`. */
  readonly duration: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Where the leave is spent. */
  readonly leavePlace: string;
  /** The year whose leave it is. */
  readonly year: number;
  /** Room for the confirmation by the place of leave. Default: false. */
  readonly confirmation?: boolean;
}

/** An annex in a file of its own, sealed with a text mark and without seal image (Annex III template 2.2, R-ORG-06). */
export interface AttachmentContent extends Annex {
  /** Its place among the annexes of the document, printed as a Roman number; `null` when it is the only one. */
  readonly ordinal: number | null;
  /** The document it belongs to. */
  readonly documentKind: KindCode;
  readonly agencyName: string | readonly string[];
}
