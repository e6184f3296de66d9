import type { Step } from './lane-state.js';

/** Dismissed notices that are remembered, so that a late copy of an answer does not bring one back. */
const REMEMBERED = 200;

/** The result says whether the notice was still open, so that of two tabs only one acts on it. */
export function dismiss(id: string): Step<boolean> {
  return (state) => {
    if (!state.notices.some((notice) => notice.id === id && notice.dismissed === 0)) return { state, result: false };
    const notices = state.notices.map((notice) =>
      notice.id === id ? { ...notice, data: {}, dismissed: 1 as const } : notice,
    );
    const gone = notices.filter((notice) => notice.dismissed === 1 && notice.told === 1);
    const forgotten = new Set(gone.slice(0, Math.max(0, gone.length - REMEMBERED)));
    return { state: { ...state, notices: notices.filter((notice) => !forgotten.has(notice)) }, result: true };
  };
}

/** Of a lane that has not heard of it yet: what the server tells a person it may still tell this lane. */
export function dismissUnheard(id: string): Step<void> {
  return (state) => {
    if (state.notices.some((notice) => notice.id === id)) return { state: dismiss(id)(state).state, result: undefined };
    const order = (state.notices.at(-1)?.order ?? 0) + 1;
    const unheard = { id, kind: '', data: {}, order, dismissed: 1, told: 0 } as const;
    return { state: { ...state, notices: [...state.notices, unheard] }, result: undefined };
  };
}
