import { describe, expect, it } from 'vitest';
import { isEmptyPlan, planReconcile, type ActualItem, type VariantFacts } from './plan-reconcile';

const lines = (quantities: Record<string, number>, rev = 4) =>
  new Map(Object.entries(quantities).map(([variantId, quantity]) => [variantId, { quantity, rev }]));

const variants = (available: Record<string, number | null>, unitPrice = 20) =>
  new Map<string, VariantFacts>(
    Object.entries(available).map(([id, left]) => [id, { title: `The ${id}`, available: left, unitPrice }]),
  );

const item = (id: string, variantId: string | null, quantity: number, unitPrice = 20): ActualItem => ({
  id,
  variantId,
  quantity,
  unitPrice,
});

const titles = new Map([['old', 'The old']]);
const nothing = { create: [], update: [], remove: [], shortages: [] };

describe('planReconcile', () => {
  it('has nothing to do when the cart is as wanted', () => {
    const plan = planReconcile({
      lines: lines({ a: 2 }),
      items: [item('i1', 'a', 2)],
      variants: variants({ a: 5 }),
      titles,
    });
    expect(plan).toEqual(nothing);
    expect(isEmptyPlan(plan)).toBe(true);
  });

  it('creates, updates and removes in one go', () => {
    const plan = planReconcile({
      lines: lines({ a: 2, b: 3 }),
      items: [item('i1', 'a', 1), item('i2', 'c', 9)],
      variants: variants({ a: null, b: 3 }),
      titles,
    });
    expect(plan).toEqual({
      create: [{ variantId: 'b', quantity: 3 }],
      update: [{ itemId: 'i1', variantId: 'a', quantity: 2 }],
      remove: ['i2'],
      shortages: [],
    });
    expect(isEmptyPlan(plan)).toBe(false);
  });

  it('writes a line again when its price has changed', () => {
    const plan = planReconcile({
      lines: lines({ a: 2 }),
      items: [item('i1', 'a', 2, 19)],
      variants: variants({ a: 5 }),
      titles,
    });
    expect(plan.update).toEqual([{ itemId: 'i1', variantId: 'a', quantity: 2 }]);
  });

  it('lowers to what is there and says so', () => {
    const plan = planReconcile({ lines: lines({ a: 9 }), items: [], variants: variants({ a: 3 }), titles });
    expect(plan.create).toEqual([{ variantId: 'a', quantity: 3 }]);
    expect(plan.shortages).toEqual([{ kind: 'lowered', variantId: 'a', title: 'The a', rev: 4, wanted: 9, got: 3 }]);
  });

  it('takes a line out when nothing is left, also from the cart', () => {
    const plan = planReconcile({
      lines: lines({ a: 1 }),
      items: [item('i1', 'a', 1)],
      variants: variants({ a: 0 }),
      titles,
    });
    expect(plan).toEqual({
      ...nothing,
      remove: ['i1'],
      shortages: [{ kind: 'lowered', variantId: 'a', title: 'The a', rev: 4, wanted: 1, got: 0 }],
    });
  });

  it('takes out what cannot be sold any more, by the title it had', () => {
    const plan = planReconcile({
      lines: lines({ old: 2, unheard: 1 }),
      items: [item('i1', 'old', 2)],
      variants: variants({}),
      titles,
    });
    expect(plan).toEqual({
      ...nothing,
      remove: ['i1'],
      shortages: [
        { kind: 'gone', variantId: 'old', title: 'The old', rev: 4, quantity: 2 },
        { kind: 'gone', variantId: 'unheard', title: '', rev: 4, quantity: 1 },
      ],
    });
  });

  it('folds several lines of one variant into the first', () => {
    const plan = planReconcile({
      lines: lines({ a: 5 }),
      items: [item('i1', 'a', 2), item('i2', 'a', 3), item('i3', 'a', 5)],
      variants: variants({ a: null }),
      titles,
    });
    expect(plan).toEqual({
      ...nothing,
      update: [{ itemId: 'i1', variantId: 'a', quantity: 5 }],
      remove: ['i2', 'i3'],
    });
  });

  it('leaves a line without a variant alone', () => {
    const plan = planReconcile({ lines: lines({}), items: [item('i1', null, 1)], variants: variants({}), titles });
    expect(plan).toEqual(nothing);
  });

  it('is done after its own plan was carried out', () => {
    const wanted = lines({ a: 9, b: 1, old: 2 });
    const facts = variants({ a: 3, b: null });
    const first = planReconcile({
      lines: wanted,
      items: [item('x', 'a', 1), item('y', 'a', 1)],
      variants: facts,
      titles,
    });
    const after = new Map(wanted);
    for (const shortage of first.shortages) {
      if (shortage.kind === 'lowered') after.set(shortage.variantId, { quantity: shortage.got, rev: 5 });
      else after.delete(shortage.variantId);
    }
    const items = [
      ...first.update.map(({ itemId, variantId, quantity }) => item(itemId, variantId, quantity)),
      ...first.create.map(({ variantId, quantity }, index) => item(`new${index}`, variantId, quantity)),
    ];
    expect(planReconcile({ lines: after, items, variants: facts, titles })).toEqual(nothing);
  });
});
