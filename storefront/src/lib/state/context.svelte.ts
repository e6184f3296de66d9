import { createContext } from 'svelte';
import { beforeNavigate } from '$app/navigation';
import type { Market } from 'sync/protocol';
import { catalogKey } from '../i18n/market';
import { openDevice } from '../offline/device';
import { startDevice } from '../offline/start-device';
import { CartState } from './cart.svelte';
import { ConnectionState } from './connection.svelte';
import { ShopState } from './shop.svelte';
import { SyncState } from './sync.svelte';
import { WishState } from './wishes.svelte';

const [getShop, setShop] = createContext<ShopState>();
const [getCart, setCart] = createContext<CartState>();
const [getWishes, setWishes] = createContext<WishState>();
const [getSync, setSync] = createContext<SyncState>();
const [getConnection, setConnection] = createContext<ConnectionState>();

export { getCart, getConnection, getShop, getSync, getWishes };

/** Called once by the root layout. The instances belong to one rendered page, so the server never shares them between people. */
export function provideState(market: () => Market): void {
  const shop = setShop(new ShopState(market));
  const cart = setCart(new CartState(shop));
  const wishes = setWishes(new WishState(shop));
  const sync = setSync(new SyncState(() => openDevice(catalogKey(shop.market)), shop.names));
  const connection = setConnection(new ConnectionState());

  $effect(() =>
    startDevice({ catalogKey: catalogKey(shop.market), region: shop.market.region, cart, wishes, sync, connection }),
  );

  $effect(() => {
    if (connection.replica === 'ready') shop.names.learnLate();
  });

  beforeNavigate(({ to, willUnload }) => {
    if (connection.isStale && to && !willUnload) location.href = to.url.href;
  });
}
