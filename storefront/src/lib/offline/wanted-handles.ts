import type { Engine } from 'sync';

/** What a device that cannot keep the whole catalog keeps first: what is in the cart, then what is wished for. */
export async function wantedHandles(engine: Pick<Engine, 'cart' | 'wishlist'>): Promise<string[]> {
  const [cart, wishes] = await Promise.all([first(engine.cart), first(engine.wishlist)]);
  const handles = [
    ...cart.lines.flatMap(({ productHandle }) => productHandle ?? []),
    ...wishes.items.flatMap(({ handle }) => handle ?? []),
  ];
  return [...new Set(handles)];
}

function first<View>(watch: (listener: (view: View) => void) => () => void): Promise<View> {
  return new Promise((resolve) => {
    let stop = () => {};
    stop = watch((view) => {
      resolve(view);
      queueMicrotask(() => stop());
    });
  });
}
