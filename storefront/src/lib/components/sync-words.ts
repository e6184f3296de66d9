import type { I18n } from '$lib/i18n/i18n';
import type { IconName } from '$lib/ui/Icon.svelte';

export type SyncFacts = {
  state: 'saved' | 'local' | 'sending' | 'attention';
  pending: number;
  /** False when this device cannot keep changes: then nothing may be called saved on it. */
  durable: boolean;
  reason: keyof I18n['t']['sync']['reasons'] | null;
  reach: 'online' | 'offline' | 'server-down';
};

export type SyncWords = {
  icon: IconName;
  label: string;
  text: string;
  /** `calm`: nothing to do or know; `wait`: kept here for now; `alarm`: the shopper is asked to act. */
  tone: 'calm' | 'busy' | 'wait' | 'alarm';
  /** What helps, if anything. */
  action: 'send' | 'reload' | 'sign-in' | null;
};

const REMEDY: Partial<Record<NonNullable<SyncFacts['reason']>, SyncWords['action']>> = {
  'sign-in': 'sign-in',
  'update-needed': 'reload',
};

/** One truth for the header, the panel and the announcement: what has happened to the shopper's changes, and why. */
export function syncWords({ state, pending, durable, reason, reach }: SyncFacts, { t }: Pick<I18n, 't'>): SyncWords {
  const { sync } = t;
  const away = {
    offline: durable ? sync.offlineText : sync.offlineUnkeptText,
    'server-down': durable ? sync.serverDownText : sync.serverDownUnkeptText,
    online: null,
  }[reach];

  if (!durable && pending > 0) {
    const text = [sync.unkeptText(pending), away ?? (reason && sync.reasons[reason])].filter(Boolean).join(' ');
    return { icon: 'alert', label: sync.unkept, text, tone: 'alarm', action: reach === 'offline' ? null : 'send' };
  }
  if (state === 'attention') {
    const text = [pending > 0 && sync.attentionText(pending), reason && sync.reasons[reason]].filter(Boolean).join(' ');
    return {
      icon: 'alert',
      label: sync.attention,
      text,
      tone: 'alarm',
      action: (reason && REMEDY[reason]) ?? 'send',
    };
  }
  if (pending > 0 && (state === 'local' || away)) {
    const text = [sync.localText(pending), away ?? (reason && sync.reasons[reason])].filter(Boolean).join(' ');
    return { icon: 'device', label: sync.local, text, tone: 'wait', action: reach === 'offline' ? null : 'send' };
  }
  if (away) {
    const isOffline = reach === 'offline';
    return {
      icon: isOffline ? 'offline' : 'unplugged',
      label: isOffline ? sync.offline : sync.serverDown,
      text: away,
      tone: 'wait',
      action: null,
    };
  }
  if (state === 'sending')
    return { icon: 'send', label: sync.sending, text: sync.sendingText(pending), tone: 'busy', action: null };
  if (state === 'local')
    return { icon: 'device', label: sync.local, text: sync.localText(pending), tone: 'wait', action: 'send' };
  return {
    icon: 'cloud',
    label: sync.saved,
    text: durable ? sync.savedText : sync.savedThereText,
    tone: 'calm',
    action: null,
  };
}
