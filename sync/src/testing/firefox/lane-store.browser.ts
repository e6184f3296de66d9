import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage, type ServedPage } from '../chromium/serve-page.js';
import type { PageTests } from '../chromium/page.js';
import { laneStoreContract } from '../lane-store-contract.js';

declare const satchelTests: PageTests;

const executablePath = process.env['FIREFOX_PATH'] || '/usr/bin/firefox-esr';
const isInstalled = existsSync(executablePath);

if (!isInstalled) {
  process.stderr.write(
    `\n!!! NO FIREFOX: the store contract is NOT checked in Firefox. Install firefox-esr or set FIREFOX_PATH.\n\n`,
  );
}

describe.skipIf(!isInstalled)('every lane store, in Firefox', () => {
  let served: ServedPage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    served = await servePage();
    browser = await launch({ browser: 'firefox', executablePath, headless: true });
    page = await browser.newPage();
    await page.goto(served.url);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  it.each(Object.keys(laneStoreContract))('%s', async (name) => {
    expect(await page.evaluate((asked) => satchelTests.contract(asked), name)).toBeNull();
  });
});
