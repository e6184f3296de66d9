import type { Engine } from 'sync';
import { expect, it } from 'vitest';
import { wantedHandles } from './wanted-handles';

type Views = {
  cart: Parameters<Parameters<Engine['cart']>[0]>[0];
  wishlist: Parameters<Parameters<Engine['wishlist']>[0]>[0];
};

it('names what is in the cart, then what is wished for, each once, and listens no longer', async () => {
  let listening = 2;
  const tell =
    <View>(view: View) =>
    (listener: (view: View) => void) => {
      listener(view);
      return () => void listening--;
    };
  const line = (productHandle: string | null) => ({ productHandle }) as Views['cart']['lines'][number];
  const wish = (handle: string | null) => ({ handle }) as Views['wishlist']['items'][number];
  const handles = await wantedHandles({
    cart: tell({ lines: [line('mug'), line(null)] } as Views['cart']),
    wishlist: tell({ items: [wish('lamp'), wish('mug'), wish(null)] }),
  });
  expect(handles).toEqual(['mug', 'lamp']);
  expect(listening).toBe(0);
});
