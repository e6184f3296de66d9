import type { Conditions, DeviceConditions } from '../device-conditions.js';

type Connection = { saveData?: boolean };
type Battery = { level: number; charging: boolean };
type Browser = Navigator & { connection?: Connection; getBattery?: () => Promise<Battery> };

/** `makeRoom` belongs to whoever keeps the pictures. What a browser does not tell is null. */
export function browserConditions(makeRoom: () => Promise<void>): DeviceConditions {
  return {
    async read() {
      const browser: Browser = navigator;
      const [battery, room] = await Promise.all([
        readBattery(browser).catch(() => null),
        readRoom(browser).catch(() => null),
      ]);
      return { savesData: browser.connection?.saveData === true, battery, room };
    },
    makeRoom,
  };
}

async function readBattery(browser: Browser): Promise<Conditions['battery']> {
  const battery = await browser.getBattery?.();
  return battery ? { level: battery.level, isCharging: battery.charging } : null;
}

async function readRoom({ storage }: Browser): Promise<Conditions['room']> {
  const { quota, usage } = await storage.estimate();
  return quota === undefined ? null : { quotaBytes: quota, usedBytes: usage ?? 0 };
}
