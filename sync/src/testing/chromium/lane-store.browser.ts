import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laneStoreContract } from '../lane-store-contract.js';
import type { PageTests } from './page.js';
import { servePage, type ServedPage } from './serve-page.js';

declare const satchelTests: PageTests;

let served: ServedPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  served = await servePage();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  page = await browser.newPage();
  await page.goto(served.url);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  served?.close();
});

describe('every lane store, in Chromium', () => {
  it.each(Object.keys(laneStoreContract))('%s', async (name) => {
    expect(await page.evaluate((asked) => satchelTests.contract(asked), name)).toBeNull();
  });
});

describe('in Chromium', () => {
  it('shows an intent in the same turn, before it is on disk', async () => {
    const { shownMs, durableMs } = await page.evaluate(() => satchelTests.enqueueTimes(100));
    process.stdout.write(`enqueue p95: shown ${p95(shownMs)} ms, durable ${p95(durableMs)} ms\n`);
    // One that was not shown when the call came back has a time before its start.
    expect(shownMs.filter((ms) => ms < 0)).toEqual([]);
    expect(shownMs.every((ms, i) => ms <= (durableMs[i] ?? 0))).toBe(true);
  });

  it('shows a cart of 100 lines with 50 intents pending on it to a new page', async () => {
    const { openMs, viewMs, lines, pending } = await page.evaluate(() => satchelTests.coldViewTimes(30));
    process.stdout.write(`cold view p95: opened ${p95(openMs)} ms, shown ${p95(viewMs)} ms after that\n`);
    expect({ lines, pending }).toEqual({ lines: 100, pending: 50 });
  });

  it('installs 10,000 products, lists and updates them', async () => {
    const times = await page.evaluate(() => satchelTests.installTimes(10_000));
    process.stdout.write(`10,000 products: ${JSON.stringify(times)}\n`);
    expect(times.total).toBe(10_000);
  }, 60_000);
});

const p95 = (values: number[]): number =>
  Number((values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0).toFixed(1));
