import { createContext } from 'svelte';
import type { Market } from 'sync/protocol';
import { CartState } from './cart.svelte';
import { ConnectionState } from './connection.svelte';
import { ShopState } from './shop.svelte';
import { SyncState } from './sync.svelte';
import { engineOf } from '../offline/device';

const [getShop, setShop] = createContext<ShopState>();
const [getCart, setCart] = createContext<CartState>();
const [getSync, setSync] = createContext<SyncState>();
const [getConnection, setConnection] = createContext<ConnectionState>();

export { getCart, getConnection, getShop, getSync };

/** Called once by the root layout. The instances belong to one rendered page, so the server never shares them between people. */
export function provideState(market: () => Market): void {
  const shop = setShop(new ShopState(market));
  const engine = () => engineOf(shop.market.region);
  setCart(new CartState(engine, shop));
  setSync(new SyncState(engine));
  setConnection(new ConnectionState());
}
