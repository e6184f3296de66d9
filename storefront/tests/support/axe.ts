import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = {
  /** WCAG 2.2 AA. */
  all: (axe: AxeBuilder) => axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']),
  /** Where the rest was looked at in the other theme. */
  contrast: (axe: AxeBuilder) => axe.withRules(['color-contrast']),
  /** While colours may still be moving. */
  structure: (axe: AxeBuilder) => RULES.all(axe).disableRules(['color-contrast']),
};

/** `what` is named when a fault is found. */
export async function expectAccessible(page: Page, what: string, rules: keyof typeof RULES = 'all'): Promise<void> {
  // There are no frames of other origins: without them axe needs no second page to put its findings together.
  const { violations } = await RULES[rules](new AxeBuilder({ page }).setLegacyMode()).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    `accessibility of ${what}`,
  ).toEqual([]);
}
