/** What the device can spare for a catalog nobody asked for by name. Null: the browser does not say. */
export type Conditions = {
  /** The shopper asked to save data. */
  savesData: boolean;
  /** `level` from 0 to 1. */
  battery: { level: number; isCharging: boolean } | null;
  room: { quotaBytes: number; usedBytes: number } | null;
};

export type DeviceConditions = {
  read(): Promise<Conditions>;
  /** The device is full: gives up what is cheapest to fetch again, which is pictures. */
  makeRoom(): Promise<void>;
};

/** A device of which nothing is known, and which can spare all it has. */
export const plentiful: DeviceConditions = {
  read: () => Promise.resolve({ savesData: false, battery: null, room: null }),
  makeRoom: () => Promise.resolve(),
};
