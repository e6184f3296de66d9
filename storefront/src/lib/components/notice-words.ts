import type { Notice, NoticeData, NoticeKind } from 'sync/protocol';
import type { I18n } from '$lib/i18n/i18n';

export type NoticeWords = { title: string; text: string; tone: 'calm' | 'warm' };

type Words = Pick<I18n, 't' | 'number' | 'money'>;
type Writer<K extends NoticeKind> = (data: Partial<NoticeData[K]>, words: Words) => NoticeWords | null;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
/** The list of lines some notices have; empty when it is no list. */
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isCurrency = (value: unknown): value is string => typeof value === 'string' && /^[a-z]{3}$/i.test(value);

/** A writer gives null when the data is not what its kind promises: better a plain message than a wrong one. */
const writers: { [K in NoticeKind]: Writer<K> } = {
  lowered({ title, wanted, got }, { t, number }) {
    if (!isText(title) || !isCount(wanted) || !isCount(got)) return null;
    return got > 0
      ? { title: t.notices.lowered(title), text: t.notices.loweredText(number(wanted), number(got)), tone: 'warm' }
      : { title: t.notices.loweredNone(title), text: t.notices.loweredNoneText(number(wanted)), tone: 'warm' };
  },
  gone({ title, quantity }, { t }) {
    if (typeof title !== 'string') return null;
    // Put in without a signal and gone before the shop ever heard of it, it has no name there.
    const named = isText(title) ? t.notices.gone(title) : t.notices.goneUnnamed;
    return { title: named, text: t.notices.goneText(isCount(quantity) ? quantity : 1), tone: 'warm' };
  },
  rejected({ code }, { t }) {
    return isText(code) ? { title: t.notices.rejected, text: t.notices.rejectedText(code), tone: 'warm' } : null;
  },
  promo_refused({ code }, { t }) {
    if (!isText(code)) return null;
    return { title: t.notices.promoRefused(code), text: t.notices.promoRefusedText, tone: 'warm' };
  },
  cart_completed(_data, { t }) {
    return { title: t.notices.completed, text: t.notices.completedText, tone: 'warm' };
  },
  moved({ lines }, { t }) {
    return isCount(lines) ? { title: t.notices.moved, text: t.notices.movedText(lines), tone: 'calm' } : null;
  },
  expired({ lines }, { t }) {
    const { length } = listOf(lines);
    return length > 0 ? { title: t.notices.expired, text: t.notices.expiredText(length), tone: 'warm' } : null;
  },
  merged({ lines }, { t }) {
    const { length } = listOf(lines);
    return length > 0 ? { title: t.notices.merged, text: t.notices.mergedText(length), tone: 'calm' } : null;
  },
  price({ title, from, to, currency }, { t, money }) {
    if (!isText(title) || !isCount(from) || !isCount(to) || !isCurrency(currency)) return null;
    const text = t.notices.priceText(money(from, currency), money(to, currency));
    return { title: t.notices.price(title), text, tone: to > from ? 'warm' : 'calm' };
  },
  restored({ lines }, { t }) {
    return isCount(lines) ? { title: t.notices.restored, text: t.notices.restoredText(lines), tone: 'calm' } : null;
  },
  form_refused({ code, intent, product }, { t }) {
    const isReview = intent?.kind === 'review.write';
    if (!isReview && intent?.kind !== 'contact.send') return null;
    const { reasons } = t.notices;
    const reason =
      isText(code) && Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : reasons.invalid;
    const title = isReview ? t.notices.reviewReturned(product?.title ?? t.sync.aProduct) : t.notices.messageReturned;
    return { title, text: [reason, writtenIn(intent.args)].filter(Boolean).join(' '), tone: 'warm' };
  },
  rolled_back({ lane, lines }, { t }) {
    const { length } = listOf(lines);
    if (length === 0) return null;
    const title = lane === 'wishlist' ? t.notices.rolledBackWishes : t.notices.rolledBack;
    return { title, text: t.notices.rolledBackText(length), tone: 'warm' };
  },
  review({ title }, { t }) {
    return {
      title: isText(title) ? t.notices.review(title) : t.notices.reviewCart,
      text: t.notices.reviewText,
      tone: 'warm',
    };
  },
};

/** What was written is shown again, so that it is not lost where there is no form for it any more. */
function writtenIn(args: unknown): string {
  const { title, subject, text, message } = (typeof args === 'object' && args !== null ? args : {}) as Record<
    string,
    unknown
  >;
  const said = [title ?? subject, text ?? message].filter(isText).join(' – ');
  return said === '' ? '' : `“${said}”`;
}

/** What a notice says to the shopper. A kind of a newer server is shown too, as a plain message: nothing is hidden. */
export function noticeWords({ kind, data }: Pick<Notice, 'kind' | 'data'>, words: Words): NoticeWords {
  const { t } = words;
  const known = Object.hasOwn(writers, kind) ? writers[kind as NoticeKind](data, words) : null;
  return known ?? { title: t.notices.unknown, text: t.notices.unknownText, tone: 'calm' };
}
