import type { LaneState } from './lane-state.js';

export const EMPTY_LANE: LaneState = { device: null, base: null, rows: [], notices: [] };
