/** Where the device's clock is set, for instance `America/Chicago`. The first question to `Intl` takes a phone 0.1 s and more. */
export const timeZone = (): string =>
  'Temporal' in globalThis ? Temporal.Now.timeZoneId() : Intl.DateTimeFormat().resolvedOptions().timeZone;
