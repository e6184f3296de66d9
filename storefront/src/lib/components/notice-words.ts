import type { Notice, NoticeData, NoticeKind } from 'sync/protocol';
import type { I18n } from '$lib/i18n/i18n';

export type NoticeWords = { title: string; text: string; tone: 'calm' | 'warm' };

type Words = Pick<I18n, 't' | 'number'>;
type Writer<K extends NoticeKind> = (data: Partial<NoticeData[K]>, words: Words) => NoticeWords | null;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** A writer gives null when the data is not what its kind promises: better a plain message than a wrong one. */
const writers: { [K in NoticeKind]: Writer<K> } = {
  lowered({ title, wanted, got }, { t, number }) {
    if (!isText(title) || !isCount(wanted) || !isCount(got)) return null;
    return got > 0
      ? { title: t.notices.lowered(title), text: t.notices.loweredText(number(wanted), number(got)), tone: 'warm' }
      : { title: t.notices.loweredNone(title), text: t.notices.loweredNoneText(number(wanted)), tone: 'warm' };
  },
  gone({ title, quantity }, { t }) {
    if (!isText(title)) return null;
    return { title: t.notices.gone(title), text: t.notices.goneText(isCount(quantity) ? quantity : 1), tone: 'warm' };
  },
  rejected({ code }, { t }) {
    return isText(code) ? { title: t.notices.rejected, text: t.notices.rejectedText(code), tone: 'warm' } : null;
  },
  restored({ lines }, { t }) {
    return isCount(lines) ? { title: t.notices.restored, text: t.notices.restoredText(lines), tone: 'calm' } : null;
  },
  review({ title }, { t }) {
    return {
      title: isText(title) ? t.notices.review(title) : t.notices.reviewCart,
      text: t.notices.reviewText,
      tone: 'warm',
    };
  },
};

/** What a notice says to the shopper. A kind of a newer server is shown too, as a plain message: nothing is hidden. */
export function noticeWords({ kind, data }: Pick<Notice, 'kind' | 'data'>, words: Words): NoticeWords {
  const { t } = words;
  const known = Object.hasOwn(writers, kind) ? writers[kind as NoticeKind](data, words) : null;
  return known ?? { title: t.notices.unknown, text: t.notices.unknownText, tone: 'calm' };
}
